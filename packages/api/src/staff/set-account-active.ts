import type { Database } from "@caretype/db";
import { endAllSessions } from "../account/session-queries.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { withdrawAllTokens } from "../one-time-token/queries.ts";
import { type LockedAccount, lockAccount, lockStaff, setActive } from "./queries.ts";

type Change = {
  db: Database;
  noteUnchanged: () => void;
  id: string;
  /** The staff account that does it; left out on the command line. */
  by?: string;
};

/**
 * Ends all of its sessions, and makes its links and the log-ins that are under way worth nothing. Rejects with
 * `ACCOUNT_NOT_FOUND`, or with `INVALID_INPUT` for one's own, and where nobody would be left to administer.
 */
export async function deactivateAccount(change: Change): Promise<LockedAccount> {
  const { db, noteUnchanged, id, by } = change;
  const staff = await holdAll(change);
  const found = await lockAccount(db, id);
  if (id === by) throw refused("This is your own account: another staff account can deactivate it");
  if (!found.isActive) {
    noteUnchanged();
    return found;
  }
  if (staff.length === 1 && staff[0] === id) {
    throw refused("This is the last active staff account: make another one first");
  }
  await setActive(db, id, false);
  await endAllSessions(db, id);
  return found;
}

/** Rejects with `ACCOUNT_NOT_FOUND`. */
export async function reactivateAccount(change: Change): Promise<LockedAccount> {
  const { db, noteUnchanged, id } = change;
  await holdAll(change);
  const found = await lockAccount(db, id);
  if (found.isActive) {
    noteUnchanged();
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
