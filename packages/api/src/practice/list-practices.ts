import { type Database, prepared, schema } from "@caretype/db";
import { and, asc, eq, sql } from "drizzle-orm";
import { decodeCursor, leastId, type Position, toPage } from "../field/paging.ts";
import type { Scope } from "../procedure/scope.ts";
import type { ListPractices, OwnPracticePage } from "./schema.ts";

const { membership, practice } = schema;

/** Each practice is looked up by key: an ordinary join may be planned as a scan of them. */
const page = prepared(["accountId", "key", "id", "limit"], (db) => {
  const theirs = db
    .select({ name: practice.name })
    .from(practice)
    .where(eq(practice.id, membership.practiceId))
    .limit(1)
    .as("theirs");
  const isAfter = sql`(${membership.createdAt}, ${membership.practiceId}) > (${sql.placeholder("key")}, ${sql.placeholder("id")})`;
  return db
    .select({
      id: membership.practiceId,
      name: theirs.name,
      role: membership.role,
      since: membership.createdAt,
    })
    .from(membership)
    .innerJoinLateral(theirs, sql`true`)
    .where(and(eq(membership.accountId, sql.placeholder("accountId")), isAfter))
    .orderBy(asc(membership.createdAt), asc(membership.practiceId))
    .limit(sql.placeholder("limit"))
    .prepare("own_practice_page");
});

const beginning: Position = { key: "-infinity", id: leastId };

/** The one that the caller has been in longest first: calls are for that one, unless they ask for another. */
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
