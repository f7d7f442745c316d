import { createSoftwarePasskey } from "@caretype/identity/test/software-authenticator";
import type { Caller } from "./fixture.ts";

/** Reads the challenge for the second step from a refused sign-in's error. */
const challengeIn = (error: unknown) =>
  String(Reflect.get(Object(Object(Object(error).cause).details.secondFactor), "challenge"));

/** The origin of services without a configured app. */
const origin = "http://localhost:3000";

type Callers = { owner: Caller; anonymous: Caller; signedIn: (accessToken: string) => Caller };

/** Creates a pending registration of the owner, and sign-ins of an account with a passkey. */
export async function makePasskeys({ owner, anonymous, signedIn }: Callers) {
  const [email, password] = ["with-passkey@example.org", "nine lives of a lamp"];
  const { tokens } = await anonymous.account.register({ email, password });
  const { passkey: passkeys } = signedIn(tokens?.access ?? "");
  const begun = await passkeys.registrationOptions();
  const passkey = createSoftwarePasskey(begun, { origin });
  const registered = { challenge: begun.challenge, response: passkey.registration, name: "phone" };
  await passkeys.register(registered);
  const waiting = await owner.passkey.registrationOptions();
  const { registration: response } = createSoftwarePasskey(waiting, { origin });
  const open = await anonymous.passkey.loginOptions();
  const challenge = await anonymous.account.login({ email, password }).then(() => "", challengeIn);
  const options = await anonymous.passkey.assertionOptions({ challenge });
  return {
    id: passkey.id,
    registered,
    challenge,
    registration: { challenge: waiting.challenge, response, name: "phone" },
    logIn: { challenge: open.challenge, response: passkey.assert(open) },
    secondFactor: passkey.assert(options),
  };
}
