import { codeOf, realTime } from "../authenticator.ts";
import { failureOf } from "../failure.ts";
import type { createTestApi } from "../support.ts";

type Caller = ReturnType<Awaited<ReturnType<typeof createTestApi>>["callerWith"]>;
type World = { caller: Caller; account: { id: string }; email: string; password: string };

async function addApp({ caller }: World) {
  const { secret } = await caller.secondFactor.setUp();
  return caller.secondFactor.confirm({ code: await codeOf(secret, realTime) });
}

/** A log-in that waits for its second step. */
async function completing(world: World) {
  const { email, password, caller } = world;
  const { recoveryCodes } = await addApp(world);
  const { details } = await failureOf(caller.account.login({ email, password }));
  return { challenge: details.secondFactor?.challenge, recoveryCode: recoveryCodes[0] };
}

const none = () => [];
async function withApp(world: World): Promise<undefined> {
  await addApp(world);
}

/** Its own second factors, and its own session, are of the account that each entry names. */
export const secondFactorCases = {
  "account.completeLogin": { input: completing, subjects: ({ account }: World) => [account.id] },
  "account.reauthenticate": { input: ({ password }: World) => ({ password }), subjects: none },
  "secondFactor.status": { subjects: none },
  "secondFactor.setUp": { subjects: none },
  "secondFactor.confirm": {
    input: async ({ caller }: World) => {
      const { secret } = await caller.secondFactor.setUp();
      return { code: await codeOf(secret, realTime) };
    },
    subjects: none,
  },
  "secondFactor.remove": { input: withApp, subjects: none },
  "secondFactor.renewRecoveryCodes": { input: withApp, subjects: none },
};
