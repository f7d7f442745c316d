import { type Database, prepared, schema } from "@caretype/db";
import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { AccountId } from "../field/ids.ts";
import { type Permission, rolePermissions } from "../permissions.ts";
import type { Scope } from "../procedure/scope.ts";

const { account, membership, practice, session } = schema;

type Place = Pick<Scope, "practiceId">;

const lockedPractice = prepared(["practiceId"], (db) =>
  db
    .select({ id: practice.id })
    .from(practice)
    .where(eq(practice.id, sql.placeholder("practiceId")))
    .for("no key update")
    .prepare("practice_locked"),
);

const isIn = eq(membership.practiceId, sql.placeholder("practiceId"));
const isOf = eq(membership.accountId, sql.placeholder("accountId"));

const roleOf = prepared(["practiceId", "accountId"], (db) =>
  db.select({ role: membership.role }).from(membership).where(and(isIn, isOf)).prepare("membership_role"),
);

/** Nobody else changes who works in the practice, or as what, until the transaction ends. Adding records goes on. */
export async function holdMembers(db: Database, { practiceId }: Place): Promise<void> {
  await lockedPractice(db).execute({ practiceId });
}

const heldAccount = prepared(["accountId"], (db) =>
  db
    .select({ id: account.id })
    .from(account)
    .where(and(eq(account.id, sql.placeholder("accountId")), account.isActive))
    .for("share")
    .prepare("member_held_account"),
);

const liveSession = prepared(["sessionId"], (db) =>
  db
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sql.placeholder("sessionId")), isNull(session.endedAt)))
    .prepare("member_live_session"),
);

export type Caller = Pick<Scope, "practiceId" | "accountId" | "sessionId">;

/**
 * The same, for a member who has this permission. Looks again, as it may have been taken from the caller while this call
 * was on its way: rejects with `UNAUTHENTICATED` where the account was deactivated or the session ended, and with
 * `PERMISSION_DENIED` where the role is another one. The account is not deactivated before the transaction ends, either.
 */
export async function holdMembersWith(
  db: Database,
  { practiceId, accountId, sessionId }: Caller,
  permission: Permission,
): Promise<void> {
  await holdMembers(db, { practiceId });
  const [held] = await heldAccount(db).execute({ accountId });
  const [live] = await liveSession(db).execute({ sessionId });
  if (!held || !live) throw new DomainError("UNAUTHENTICATED");
  const [caller] = await roleOf(db).execute({ practiceId, accountId });
  if (!caller || !rolePermissions[caller.role].has(permission)) throw new DomainError("PERMISSION_DENIED");
}

/** For who manages the members. */
export const holdMembersAsManager = (db: Database, caller: Caller): Promise<void> =>
  holdMembersWith(db, caller, "member:manage");

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
      // A walk of the practice's members, where a plan for the first one found might read all practices'.
      .orderBy(asc(membership.accountId))
      .limit(1)
      .prepare("membership_other_owner")
  );
});

/**
 * Rejects with `LAST_OWNER` where the practice has no owner but this one, or only such as cannot sign in. To be called
 * while the members are held.
 */
export async function requireOtherOwner(
  db: Database,
  { practiceId }: Place,
  accountId: AccountId,
): Promise<void> {
  const [found] = await otherOwner(db).execute({ practiceId, accountId });
  if (!found) throw new DomainError("LAST_OWNER");
}
