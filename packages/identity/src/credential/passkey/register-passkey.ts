import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { recordProof } from "../../session/proof-queries.ts";
import { endOtherSessions } from "../../session/queries.ts";
import { takeToken } from "../../token/queries.ts";
import { announceFactorChange, makeRecoveryCodes } from "../second-factor/change-factors.ts";
import { methodsOf } from "../second-factor/queries.ts";
import { insertPasskey } from "./queries.ts";
import type { RegisteredPasskey, RegisterPasskey } from "./schema.ts";
import { verifyRegistration } from "./verify-response.ts";

const unverified =
  "Cannot be verified: create it with these options, on a page of this server, on a device that verifies its user";

/**
 * Registers a passkey. As an account's first second factor, it ends the other sessions, because an intruder's session
 * would bypass it. Rejects with `INVALID_LINK` for a challenge that is used, expired or another account's, with
 * `INVALID_INPUT` for an invalid response, with `PASSKEY_ALREADY_REGISTERED` and `TOO_MANY_PASSKEYS`.
 */
export async function registerPasskey(
  { db, scope, services }: { db: Database; scope: Scope; services: Services },
  { challenge, response, name }: RegisterPasskey,
): Promise<RegisteredPasskey> {
  const { accountId, sessionId } = scope;
  const purpose = "passkey_registration";
  // Before taking locks, as the first call loads a library. The result is only used if the challenge is valid.
  const credential = await verifyRegistration(services, { challenge, response });
  const taken = await takeToken(db, services.linkTokens, { token: challenge, purpose });
  if (taken.accountId !== accountId) throw new DomainError("INVALID_LINK");
  if (!credential) throw invalidInput({ response: [unverified] });
  const isFirst = (await methodsOf(db, accountId)).length === 0;
  const inserted = await insertPasskey(db, { ...credential, accountId, name });
  // Registration proves possession, so the session counts as having given a second factor.
  await recordProof(db, { accountId, sessionId, by: { secondFactor: true } });
  if (isFirst) await endOtherSessions(db, { accountId, sessionId });
  const recoveryCodes = isFirst ? await makeRecoveryCodes(db, services, accountId) : null;
  await announceFactorChange(db, services, { accountId, change: "added", method: "passkey" });
  return { ...inserted, recoveryCodes };
}
