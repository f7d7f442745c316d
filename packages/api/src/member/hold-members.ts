import { type Database, prepared, schema } from "@caretype/db";
import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { rolePermissions } from "../permissions.ts";

const { account, membership, practice } = schema;

type Place = Pick<Scope, "practiceId">;

const lockedPractice = prepared((db) =>
  db
    .select({ id: practice.id })
    .from(practice)
    .where(eq(practice.id, sql.placeholder("practiceId")))
    .for("no key update")
    .prepare("practice_locked"),
);

const isIn = eq(membership.practiceId, sql.placeholder("practiceId"));
const isOf = eq(membership.accountId, sql.placeholder("accountId"));

const roleOf = prepared((db) =>
  db.select({ role: membership.role }).from(membership).where(and(isIn, isOf)).prepare("membership_role"),
);

/** Nobody else changes who works in the practice, or as what, until the transaction ends. Adding records goes on. */
export async function holdMembers(db: Database, { practiceId }: Place): Promise<void> {
  await lockedPractice(db).execute({ practiceId });
}

/**
 * The same, for one who manages them. Rejects with `PERMISSION_DENIED` where somebody else has taken that from the caller
 * while this call was on its way.
 */
export async function holdMembersAsManager(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "practiceId" | "accountId">,
): Promise<void> {
  await holdMembers(db, { practiceId });
  const [caller] = await roleOf(db).execute({ practiceId, accountId });
  if (!caller || !rolePermissions[caller.role].has("member:manage")) {
    throw new DomainError("PERMISSION_DENIED");
  }
}

const otherOwner = prepared((db) => {
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
  accountId: string,
): Promise<void> {
  const [found] = await otherOwner(db).execute({ practiceId, accountId });
  if (!found) throw new DomainError("LAST_OWNER");
}
