import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import { decodeCursor, toPage } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { doctorName } from "@caretype/core/mechanisms/account-name";
import { type Database, prepared } from "@caretype/db";
import { account, membership } from "@caretype/db/schema";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { ListMembers, Member, MemberPage } from "./schema.ts";

const isInPractice = eq(membership.practiceId, sql.placeholder("practiceId"));

/** Looks each account and doctor up by key: a generic plan may read all of them. */
function selectMembers(db: Database) {
  const person = db
    .select({ name: account.name, email: account.email })
    .from(account)
    .where(eq(account.id, membership.accountId))
    .limit(1)
    .as("person");
  return db
    .select({
      accountId: membership.accountId,
      name: person.name,
      email: person.email,
      role: membership.role,
      doctorId: membership.doctorId,
      doctorName: doctorName(membership.doctorId),
      since: membership.createdAt,
    })
    .from(membership)
    .innerJoinLateral(person, sql`true`);
}

const page = prepared(["practiceId", "id", "limit"], (db) =>
  selectMembers(db)
    .where(and(isInPractice, gt(membership.accountId, sql.placeholder("id"))))
    .orderBy(asc(membership.accountId))
    .limit(sql.placeholder("limit")),
);

const memberByAccount = prepared(["practiceId", "accountId"], (db) =>
  selectMembers(db).where(and(isInPractice, eq(membership.accountId, sql.placeholder("accountId")))),
);

/** Lists members by the creation of their accounts. */
export async function listMembers(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  { limit, cursor }: ListMembers,
): Promise<MemberPage> {
  const { id } = decodeCursor(cursor, "oldest");
  const rows = await page(db).execute({ practiceId, id, limit: limit + 1 });
  const positioned = rows.map((row) => ({ ...row, id: row.accountId, updatedAt: row.since }));
  return toPage(positioned, {
    limit,
    sort: "oldest",
    item: ({ id: _id, updatedAt: _at, ...member }) => member,
  });
}

/** Throws `MEMBER_NOT_FOUND`, or the given code. */
export async function findMember(
  db: Database,
  { practiceId, accountId }: Pick<Scope, "practiceId" | "accountId">,
  missing: ErrorCode = "MEMBER_NOT_FOUND",
): Promise<Member> {
  return onlyRow(await memberByAccount(db).execute({ practiceId, accountId }), missing);
}
