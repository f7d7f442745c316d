import { decodeCursor, minId, type Position, toPage } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { membership, practice } from "@caretype/db/schema";
import { and, asc, eq, sql } from "drizzle-orm";
import type { ListPractices, OwnPracticePage } from "./schema.ts";

/** Looks each practice up by key: the planner may turn an ordinary join into a scan of all practices. */
const page = prepared(["accountId", "key", "id", "limit"], (db) => {
  const ownPractice = db
    .select({ name: practice.name })
    .from(practice)
    .where(eq(practice.id, membership.practiceId))
    .limit(1)
    .as("own_practice");
  const isAfter = sql`(${membership.createdAt}, ${membership.practiceId}) > (${sql.placeholder("key")}, ${sql.placeholder("id")})`;
  return db
    .select({
      id: membership.practiceId,
      name: ownPractice.name,
      role: membership.role,
      since: membership.createdAt,
      lastOpenedAt: membership.lastOpenedAt,
    })
    .from(membership)
    .innerJoinLateral(ownPractice, sql`true`)
    .where(and(eq(membership.accountId, sql.placeholder("accountId")), isAfter))
    .orderBy(asc(membership.createdAt), asc(membership.practiceId))
    .limit(sql.placeholder("limit"));
});

const beginning: Position = { key: "-infinity", id: minId };

/** Lists the caller's practices, oldest membership first. Calls default to the first. */
export async function listPractices(
  db: Database,
  { accountId }: Pick<Scope, "accountId">,
  { limit, cursor }: ListPractices,
): Promise<OwnPracticePage> {
  const after = cursor === undefined ? beginning : decodeCursor(cursor, "updated");
  const rows = await page(db).execute({ accountId, ...after, limit: limit + 1 });
  const positioned = rows.map((row) => ({ ...row, updatedAt: row.since }));
  return toPage(positioned, { limit, sort: "updated", item: ({ updatedAt: _, ...own }) => own });
}
