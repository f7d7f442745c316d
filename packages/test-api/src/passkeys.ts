import type { AccountId } from "@caretype/core/kernel/field/ids";
import { createSoftwarePasskey, type Deviation } from "@caretype/identity/test/software-authenticator";
import { earlier } from "@caretype/test-database";
import { sql } from "drizzle-orm";
import type { TestApi } from "./api.ts";

type Api = TestApi;
type Caller = ReturnType<Api["callerWith"]>;

/** The origin of the tests' app. */
export const origin = "https://app.example.org";

type Changes = Deviation & { id?: Buffer };

/** Registers a passkey for a signed-in account. */
export async function addPasskey(caller: Caller, changes: Changes & { name?: string } = {}) {
  const { name = "phone", ...deviation } = changes;
  const options = await caller.passkey.registrationOptions();
  const passkey = createSoftwarePasskey(options, { origin, ...deviation });
  const { challenge } = options;
  const registered = await caller.passkey.register({ challenge, response: passkey.registration, name });
  return { ...passkey, registered };
}

/** Makes the last authentication of all sessions too old for sensitive operations. */
export async function makeStale({ database, services }: Api, account: AccountId) {
  const ago = "11 minutes";
  await database.reader.execute(sql`
    update session set authenticated_at = ${earlier("authenticated_at", ago)},
      second_factor_at = ${earlier("second_factor_at", ago)}
    where account_id = ${account}`);
  services.principals.forget({ account });
}

export async function signUpWithPasskey(api: Api, changes: Deviation = {}) {
  const owner = await api.signUp();
  return { ...owner, passkey: await addPasskey(owner.caller, changes) };
}

export type PasskeyOwner = Awaited<ReturnType<typeof signUpWithPasskey>>;
