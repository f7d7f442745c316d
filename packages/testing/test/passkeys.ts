import { createSoftwarePasskey, type SoftwarePasskey } from "@caretype/api/testing";
import { restOf } from "./rest.ts";

type CreationOptions = Parameters<typeof createSoftwarePasskey>[0];
type RequestOptions = Parameters<SoftwarePasskey["assert"]>[0];

/** What a call of REST answers, which has to be what it is taken for. */
async function optionsOf<Options>(send: ReturnType<typeof restOf>, line: string, body?: object) {
  const { status, body: options } = await send(line, body);
  if (status !== 200) throw new Error(`${line} answered ${status}`);
  return options as Options;
}

/** Begins a registration, and answers it as a page of the server would, which is all the app that it knows of. */
export async function registerInput(url: string, accessToken: string) {
  const line = "POST /auth/passkeys/registration-options";
  const options = await optionsOf<CreationOptions>(restOf(url, accessToken), line);
  const passkey = createSoftwarePasskey(options, { origin: url });
  return { passkey, input: { challenge: options.challenge, response: passkey.registration, name: "phone" } };
}

/** A passkey that the account has registered. */
export async function addPasskey(url: string, accessToken: string): Promise<SoftwarePasskey> {
  const { passkey, input } = await registerInput(url, accessToken);
  const { status } = await restOf(url, accessToken)("POST /auth/passkeys", input);
  if (status !== 201) throw new Error(`the registration answered ${status}`);
  return passkey;
}

/** Has options made, and answers them with a passkey. */
export async function answered(
  passkey: SoftwarePasskey,
  { url, accessToken, line, body }: { url: string; accessToken?: string; line: string; body?: object },
) {
  const options = await optionsOf<RequestOptions>(restOf(url, accessToken), line, body);
  return { challenge: options.challenge, response: passkey.assert(options) };
}
