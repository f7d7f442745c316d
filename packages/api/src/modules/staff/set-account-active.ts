import { DomainError, invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Database } from "@caretype/db";
import { type RevokedKey, revokeKeysCreatedBy } from "@caretype/identity/api-key/queries";
import { withdrawInvitationsOf } from "@caretype/identity/practice/invitation/queries";
import { endAllSessions } from "@caretype/identity/session/queries";
import { revokeAllTokens } from "@caretype/identity/token/queries";
import { type LockedAccount, lockAccount, lockStaff, setActive } from "./queries.ts";
import type { DeactivationReason } from "./schema.ts";

type Change = {
  db: Database;
  audit: ChangeContext["audit"];
  id: AccountId;
  /** The acting staff account. Omitted on the command line. */
  by?: string;
};

const isMisuse = (reason: DeactivationReason) => reason === "compromised" || reason === "misuse";

/**
 * Deactivates an account: ends its sessions and invalidates links, invitations and concurrent sign-ins. If it may be
 * compromised, also revokes its API keys, even those of an inactive account. Throws `ACCOUNT_NOT_FOUND`, and
 * `INVALID_INPUT` for the own account and the last staff account.
 */
export async function deactivateAccount(
  change: Change,
  reason: DeactivationReason,
): Promise<LockedAccount & { revokedKeys: RevokedKey[] }> {
  const { db, audit, id, by } = change;
  const { staff, found } = await lockForChange(change);
  if (id === by) throw refused("This is your own account: another staff account can deactivate it");
  if (found.isActive && staff.length === 1 && staff[0] === id) {
    throw refused("This is the last active staff account: create another one first");
  }
  const revokedKeys = isMisuse(reason) ? await revokeKeysCreatedBy(db, id) : [];
  if (found.isActive) {
    await setActive(db, id, false);
    await endAllSessions(db, id);
    await withdrawInvitationsOf(db, id);
  } else if (revokedKeys.length === 0) audit.unchanged();
  return { ...found, revokedKeys };
}

/** Throws `ACCOUNT_NOT_FOUND`. */
export async function reactivateAccount(change: Change): Promise<LockedAccount> {
  const { db, audit, id } = change;
  const { found } = await lockForChange(change);
  if (found.isActive) return unchanged(audit, found);
  // A sign-in concurrent with the deactivation may have created a session.
  await endAllSessions(db, id);
  await setActive(db, id, true);
  return found;
}

const refused = (message: FieldMessage) => invalidInput({ id: [message] });

/**
 * Locks the staff accounts and the account, and withdraws its tokens.
 * Throws `ACCOUNT_NOT_FOUND`, and `UNAUTHENTICATED` if the acting account was just deactivated.
 */
async function lockForChange({ db, id, by }: Change): Promise<{ staff: string[]; found: LockedAccount }> {
  const staff = await lockStaff(db);
  if (by !== undefined && !staff.includes(by)) throw new DomainError("UNAUTHENTICATED");
  const found = await lockAccount(db, id);
  await revokeAllTokens(db, id);
  return { staff, found };
}
