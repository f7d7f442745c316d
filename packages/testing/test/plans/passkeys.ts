import { createSoftwarePasskey } from "@caretype/api/testing";
import type { Case } from "./cases.ts";
import type { Caller } from "./world.ts";

/** Reads the challenge for the second step from a refused log-in's error. */
const challengeIn = (error: unknown) =>
  String(Reflect.get(Object(Object(Object(error).cause).details.secondFactor), "challenge"));

/** The origin of services without a configured app. */
const origin = "http://localhost:3000";

type Callers = { owner: Caller; anonymous: Caller; signedIn: (accessToken: string) => Caller };

/** Creates a pending registration of the owner, and log-ins of an account with a passkey. */
export async function makePasskeys({ owner, anonymous, signedIn }: Callers) {
  const [email, password] = ["with-passkey@example.org", "nine lives of a lamp"];
  const { tokens } = await anonymous.account.register({ email, password });
  const { passkey: theirs } = signedIn(tokens?.access ?? "");
  const begun = await theirs.registrationOptions();
  const passkey = createSoftwarePasskey(begun, { origin });
  const registered = { challenge: begun.challenge, response: passkey.registration, name: "phone" };
  await theirs.register(registered);
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

/** `caller` has no passkey, because other cases depend on that. */
export const passkeyCases: Record<string, Case[]> = {
  "passkey.registrationOptions": [{ input: () => ({}) }],
  "passkey.register": [
    { input: ({ passkeys: { registration } }) => registration },
    { input: ({ passkeys: { registered } }) => registered, refused: "INVALID_LINK" },
  ],
  "passkey.list": [{ input: () => ({}) }],
  "passkey.rename": [
    { input: ({ passkeys: { id } }) => ({ id, name: "tablet" }), refused: "PASSKEY_NOT_FOUND" },
  ],
  "passkey.remove": [{ input: ({ passkeys: { id } }) => ({ id }), refused: "PASSKEY_NOT_FOUND" }],
  "passkey.loginOptions": [{ input: () => ({}) }],
  "passkey.login": [
    { input: ({ passkeys: { logIn } }) => logIn },
    {
      input: ({ passkeys: { logIn } }) => ({ ...logIn, challenge: "made-up" }),
      refused: "INVALID_CREDENTIALS",
    },
  ],
  "passkey.assertionOptions": [{ input: ({ passkeys: { challenge } }) => ({ challenge }) }],
  "passkey.reauthenticationOptions": [{ input: () => ({}), refused: "SECOND_FACTOR_NOT_SET_UP" }],
};
