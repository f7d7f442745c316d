import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type Permission, rolePermissions } from "@caretype/core/kernel/permissions/permissions";
import { requirePermissions } from "@caretype/core/kernel/procedure/caller";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, lockCopy, prepared } from "@caretype/db";
import { account, membership, session } from "@caretype/db/schema";
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";

type Place = Pick<Scope, "practiceId">;

const isIn = eq(membership.practiceId, sql.placeholder("practiceId"));
const isOf = eq(membership.accountId, sql.placeholder("accountId"));

const roleOf = prepared(["practiceId", "accountId"], (db) =>
  db.select({ role: membership.role }).from(membership).where(and(isIn, isOf)),
);

/** Locks the practice's memberships and roles until the transaction ends. Does not block new records. */
export async function lockMembers(db: Database, { practiceId }: Place): Promise<void> {
  await lockCopy(db, { practice: practiceId });
}

const activeAccount = prepared(["accountId"], (db) =>
  db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.id, sql.placeholder("accountId")), account.isActive)),
);

const liveSession = prepared(["sessionId"], (db) =>
  db
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sql.placeholder("sessionId")), isNull(session.endedAt))),
);

export type Caller = Pick<Scope, "practiceId" | "accountId" | "sessionId">;

/**
 * Locks the members for a caller with a permission, which is checked again under the lock. Also blocks the
 * account's deactivation until the transaction ends.
 * Throws `UNAUTHENTICATED` if the account was deactivated or the session ended, and `PERMISSION_DENIED` if
 * the role has changed.
 */
export async function lockMembersWith(
  db: Database,
  { practiceId, accountId, sessionId }: Caller,
  permission: Permission,
): Promise<void> {
  await lockMembers(db, { practiceId });
  await lockCopy(db, { account: accountId }, "share");
  const [active] = await activeAccount(db).execute({ accountId });
  const [live] = await liveSession(db).execute({ sessionId });
  if (!active || !live) throw new DomainError("UNAUTHENTICATED");
  const [caller] = await roleOf(db).execute({ practiceId, accountId });
  requirePermissions(caller ? rolePermissions[caller.role] : new Set(), [permission]);
}

/** Locks the members for a caller who manages them. */
export const lockMembersAsManager = (db: Database, caller: Caller): Promise<void> =>
  lockMembersWith(db, caller, "member:manage");

const otherOwner = prepared(["practiceId", "accountId"], (db) => {
  const canSignIn = sql`exists (select from ${account} as who where who.id = ${membership.accountId} and who.is_active)`;
  return (
    db
      .select({ accountId: membership.accountId })
      .from(membership)
      .where(
        and(
          isIn,
          eq(membership.role, "owner"),
          ne(membership.accountId, sql.placeholder("accountId")),
          canSignIn,
        ),
      )
      // The order makes the planner walk the practice's members. Otherwise it may read those of all
      // practices.
      .orderBy(asc(membership.accountId))
      .limit(1)
  );
});

/** Throws `LAST_OWNER` if no other owner can sign in. Call this while the members are locked. */
export async function requireOtherOwner(
  db: Database,
  { practiceId }: Place,
  accountId: AccountId,
): Promise<void> {
  onlyRow(await otherOwner(db).execute({ practiceId, accountId }), "LAST_OWNER");
}
