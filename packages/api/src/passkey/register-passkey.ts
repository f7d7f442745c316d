import type { Database } from "@caretype/db";
import { noteProof } from "../account/proof-queries.ts";
import type { Scope, Services } from "../context.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { takeToken } from "../one-time-token/queries.ts";
import { tellOfChange } from "../second-factor/change-factors.ts";
import { lockAccount } from "../second-factor/queries.ts";
import { insertPasskey } from "./queries.ts";
import type { Passkey, RegisterPasskey } from "./schema.ts";
import { verifyRegistration } from "./verify-response.ts";

const unverified =
  "Cannot be verified: it has to be made with these options, on a page of this server, by a device that has recognised its user";

/**
 * Rejects with `INVALID_LINK` for a challenge that is used, too old or another account's, with `INVALID_INPUT` for a
 * response that does not answer it, with `PASSKEY_ALREADY_REGISTERED` and with `TOO_MANY_PASSKEYS`.
 */
export async function registerPasskey(
  { db, scope, services }: { db: Database; scope: Scope; services: Services },
  { challenge, response, name }: RegisterPasskey,
): Promise<Passkey> {
  const { accountId, sessionId } = scope;
  const purpose = "passkey_registration";
  const taken = await takeToken(db, services.linkTokens, { token: challenge, purpose });
  if (taken.accountId !== accountId) throw new DomainError("INVALID_LINK");
  const credential = await verifyRegistration(services, { challenge, response });
  if (!credential) throw invalidInput({ response: [unverified] });
  await lockAccount(db, accountId);
  const made = await insertPasskey(db, { ...credential, accountId, name });
  // Who has just registered it has shown it: the session counts as one with a second factor.
  await noteProof(db, { accountId, sessionId, by: { secondFactor: true } });
  await tellOfChange(db, services, { accountId, change: "added", method: "passkey" });
  return made;
}
