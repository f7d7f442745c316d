import type { Database } from "@caretype/db";
import { DomainError, invalidInput } from "../error/domain-error.ts";
import { noteProof } from "../login/proof-queries.ts";
import { takeToken } from "../one-time-token/queries.ts";
import type { Scope } from "../procedure/scope.ts";
import { makeRecoveryCodes, tellOfChange } from "../second-factor/change-factors.ts";
import { lockAccount, methodsOf } from "../second-factor/queries.ts";
import type { Services } from "../services.ts";
import { endOtherSessions } from "../session/queries.ts";
import { insertPasskey } from "./queries.ts";
import type { RegisteredPasskey, RegisterPasskey } from "./schema.ts";
import { verifyRegistration } from "./verify-response.ts";

const unverified =
  "Cannot be verified: it has to be made with these options, on a page of this server, by a device that has recognised its user";

/**
 * As an account's first second factor it ends the other sessions, as an authenticator app does: whoever is in one without
 * the owner's knowledge would stay in, past the factor that is to keep them out. Rejects with `INVALID_LINK` for a
 * challenge that is used, too old or another account's, with `INVALID_INPUT` for a response that does not answer it, with
 * `PASSKEY_ALREADY_REGISTERED` and with `TOO_MANY_PASSKEYS`.
 */
export async function registerPasskey(
  { db, scope, services }: { db: Database; scope: Scope; services: Services },
  { challenge, response, name }: RegisterPasskey,
): Promise<RegisteredPasskey> {
  const { accountId, sessionId } = scope;
  const purpose = "passkey_registration";
  // Before anything is locked, as its first call loads a library; and of no interest where the challenge is none.
  const credential = await verifyRegistration(services, { challenge, response });
  const taken = await takeToken(db, services.linkTokens, { token: challenge, purpose });
  if (taken.accountId !== accountId) throw new DomainError("INVALID_LINK");
  if (!credential) throw invalidInput({ response: [unverified] });
  await lockAccount(db, accountId);
  const isFirst = (await methodsOf(db, accountId)).length === 0;
  const made = await insertPasskey(db, { ...credential, accountId, name });
  // Who has just registered it has shown it: the session counts as one with a second factor.
  await noteProof(db, { accountId, sessionId, by: { secondFactor: true } });
  if (isFirst) await endOtherSessions(db, { accountId, sessionId });
  const recoveryCodes = isFirst ? await makeRecoveryCodes(db, services, accountId) : null;
  await tellOfChange(db, services, { accountId, change: "added", method: "passkey" });
  return { ...made, recoveryCodes };
}
