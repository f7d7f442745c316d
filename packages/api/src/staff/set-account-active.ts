import type { Database } from "@caretype/db";
import { type RevokedKey, revokeKeysMadeBy } from "../api-key/queries.ts";
import { DomainError, invalidInput } from "../error/domain-error.ts";
import type { AccountId } from "../field/ids.ts";
import { withdrawInvitationsOf } from "../invitation/queries.ts";
import { withdrawAllTokens } from "../one-time-token/queries.ts";
import type { ChangeContext } from "../procedure/body-context.ts";
import { endAllSessions } from "../session/queries.ts";
import { type LockedAccount, lockAccount, lockStaff, setActive } from "./queries.ts";
import type { DeactivationReason } from "./schema.ts";

type Change = {
  db: Database;
  audit: ChangeContext["audit"];
  id: AccountId;
  /** The staff account that does it; left out on the command line. */
  by?: string;
};

const isOfStranger = (reason: DeactivationReason) => reason === "compromised" || reason === "misuse";

/**
 * Ends all of its sessions, and makes its links, its invitations and the log-ins that are under way worth nothing. Where
 * somebody may have used it who should not have, its keys are revoked, too, also if it was deactivated before. Rejects
 * with `ACCOUNT_NOT_FOUND`, or with `INVALID_INPUT` for one's own, and where nobody would be left to administer.
 */
export async function deactivateAccount(
  change: Change,
  reason: DeactivationReason,
): Promise<LockedAccount & { revokedKeys: RevokedKey[] }> {
  const { db, audit, id, by } = change;
  const staff = await holdAll(change);
  const found = await lockAccount(db, id);
  if (id === by) throw refused("This is your own account: another staff account can deactivate it");
  if (found.isActive && staff.length === 1 && staff[0] === id) {
    throw refused("This is the last active staff account: make another one first");
  }
  const revokedKeys = isOfStranger(reason) ? await revokeKeysMadeBy(db, id) : [];
  if (found.isActive) {
    await setActive(db, id, false);
    await endAllSessions(db, id);
    await withdrawInvitationsOf(db, id);
  } else if (revokedKeys.length === 0) audit.unchanged();
  return { ...found, revokedKeys };
}

/** Rejects with `ACCOUNT_NOT_FOUND`. */
export async function reactivateAccount(change: Change): Promise<LockedAccount> {
  const { db, audit, id } = change;
  await holdAll(change);
  const found = await lockAccount(db, id);
  if (found.isActive) {
    audit.unchanged();
    return found;
  }
  // A log-in that was under way when the account was deactivated may have left one since.
  await endAllSessions(db, id);
  await setActive(db, id, true);
  return found;
}

const refused = (message: string) => invalidInput({ id: [message] });

/**
 * Tokens first, as whoever uses one has it before its account. Rejects with `UNAUTHENTICATED` where somebody has just
 * deactivated who does it.
 */
async function holdAll({ db, id, by }: Change): Promise<string[]> {
  await withdrawAllTokens(db, id);
  const staff = await lockStaff(db);
  if (by !== undefined && !staff.includes(by)) throw new DomainError("UNAUTHENTICATED");
  return staff;
}
