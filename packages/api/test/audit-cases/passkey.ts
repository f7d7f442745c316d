import { createSoftwarePasskey } from "../../src/testing/software-authenticator.ts";
import { failureOf } from "../failure.ts";
import { addPasskey, origin } from "../passkeys.ts";
import type { createTestApi } from "../support.ts";

type Caller = ReturnType<Awaited<ReturnType<typeof createTestApi>>["callerWith"]>;
type World = { caller: Caller; account: { id: string }; email: string; password: string };

async function registering({ caller }: World) {
  const options = await caller.passkey.registrationOptions();
  const { registration: response } = createSoftwarePasskey(options, { origin });
  return { challenge: options.challenge, response, name: "phone" };
}

async function loggingIn({ caller }: World) {
  const passkey = await addPasskey(caller);
  const options = await caller.passkey.loginOptions();
  return { challenge: options.challenge, response: passkey.assert(options) };
}

/** A log-in that waits for its second step. */
async function completing({ caller, email, password }: World) {
  await addPasskey(caller);
  const { details } = await failureOf(caller.account.login({ email, password }));
  return { challenge: details.secondFactor?.challenge };
}

const none = () => [];
const self = ({ account }: World) => [account.id];
async function withPasskey({ caller }: World): Promise<undefined> {
  await addPasskey(caller);
}

/** Passkeys are of the account that each entry names. */
export const passkeyCases = {
  "passkey.registrationOptions": { subjects: none },
  "passkey.register": { input: registering, subjects: none },
  "passkey.list": { subjects: none },
  "passkey.rename": {
    input: async ({ caller }: World) => ({ id: (await addPasskey(caller)).id, name: "tablet" }),
    subjects: none,
  },
  "passkey.remove": {
    input: async ({ caller }: World) => ({ id: (await addPasskey(caller)).id }),
    subjects: none,
  },
  "passkey.loginOptions": { from: "nobody", subjects: none },
  "passkey.login": { input: loggingIn, subjects: self },
  "passkey.assertionOptions": { from: "no session", input: completing, subjects: self },
  "passkey.reauthenticationOptions": { input: withPasskey, subjects: none },
} as const;
