import { addPasskey, answered, registerInput } from "../passkeys.ts";
import { challengeOf } from "./second-factor.ts";

type World = { accessToken: string; email: string; password: string };
type Input = Record<string, unknown>;
type Case = (world: World) => Input | Promise<Input>;

const none = () => ({});
const byLogIn = "POST /auth/passkeys/login-options";
const again = "POST /auth/passkeys/reauthentication-options";
const asFactor = "POST /auth/passkeys/assertion-options";

/** Inputs for each procedure of passkeys, and of what is proved by them: of a server at this address. */
export function passkeyCases(url: string): Record<string, Case[]> {
  const add = ({ accessToken }: World) => addPasskey(url, accessToken);
  const added = async (world: World) => {
    await add(world);
    return {};
  };
  const second = async (world: World) => {
    const passkey = await add(world);
    const challenge = await challengeOf(url, world);
    const { response } = await answered(passkey, { url, line: asFactor, body: { challenge } });
    return { challenge, passkey: response };
  };
  return {
    "passkey.registrationOptions": [none, added],
    "passkey.register": [
      async ({ accessToken }) => (await registerInput(url, accessToken)).input,
      async ({ accessToken }) => {
        const { input } = await registerInput(url, accessToken);
        return { ...input, challenge: "made-up", name: "" };
      },
      async ({ accessToken }) => {
        const { input } = await registerInput(url, accessToken);
        const { clientDataJSON: _missing, ...response } = input.response.response;
        return { ...input, response: { ...input.response, rawId: "+", response } };
      },
      none,
    ],
    "passkey.list": [none, added],
    "passkey.rename": [
      async (world) => ({ id: (await add(world)).id, name: "tablet" }),
      () => ({ id: "AAAA", name: "tablet" }),
      () => ({ id: "AAAA", name: "" }),
    ],
    "passkey.remove": [async (world) => ({ id: (await add(world)).id }), () => ({ id: "AAAA" })],
    "passkey.loginOptions": [none],
    "passkey.login": [
      async (world) => answered(await add(world), { url, line: byLogIn }),
      async (world) => ({
        ...(await answered(await add(world), { url, line: byLogIn })),
        challenge: "made-up",
      }),
      none,
    ],
    "passkey.assertionOptions": [
      async (world) => {
        await add(world);
        return { challenge: await challengeOf(url, world) };
      },
      () => ({ challenge: "made-up" }),
      none,
    ],
    "passkey.reauthenticationOptions": [added, none],
    "account.completeLogin": [second, async (world) => ({ ...(await second(world)), challenge: "made-up" })],
    "account.reauthenticate": [
      async (world) => {
        const { accessToken } = world;
        return { passkey: await answered(await add(world), { url, accessToken, line: again }) };
      },
    ],
  };
}
