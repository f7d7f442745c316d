import { type Database, prepared, schema } from "@caretype/db";
import { eq, getTableColumns, sql } from "drizzle-orm";
import type { ChangeContext, Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { newId } from "../new-id.ts";
import { requireVersion } from "../version.ts";
import type { Practice, UpdatePractice } from "./schema.ts";

const { membership, practice } = schema;

const columns = getTableColumns(practice);

const practiceById = prepared((db) =>
  db
    .select(columns)
    .from(practice)
    .where(eq(practice.id, sql.placeholder("id")))
    .prepare("practice_by_id"),
);

/** Who sees a practice of theirs. */
type Seer = Pick<Scope, "practiceId" | "role" | "permissions">;
type PracticeRow = Omit<Practice, "role" | "permissions">;

/** A session names the practice of a membership, and foreign keys keep that: a missing one is our fault. */
function asSeenBy({ role, permissions }: Seer, row: PracticeRow | undefined): Practice {
  if (role === "none") throw new DomainError("PRACTICE_NOT_FOUND");
  if (!row) throw new Error("A membership has no practice");
  return { ...row, role, permissions: [...permissions] };
}

/** Rejects with `PRACTICE_NOT_FOUND` for who is in none. */
export async function findPractice(db: Database, seer: Seer): Promise<Practice> {
  const [row] = await practiceById(db).execute({ id: seer.practiceId });
  return asSeenBy(seer, row);
}

/**
 * Rejects with `STALE_VERSION`. Two updates at once wait for each other, so both see the true version; but not for
 * whoever adds records to the practice, as an import does for as long as it runs.
 */
export async function updateOwnPractice(
  { db, scope, noteUnchanged }: ChangeContext,
  input: UpdatePractice,
): Promise<Practice> {
  const { expectedVersion, ...changes } = input;
  const isOwn = eq(practice.id, scope.practiceId);
  const [locked] = await db.select(columns).from(practice).where(isOwn).for("no key update");
  const current = asSeenBy(scope, locked);
  requireVersion(current, expectedVersion);
  if (changes.name === undefined || changes.name === current.name) {
    noteUnchanged();
    return current;
  }
  const [row] = await db
    .update(practice)
    .set({ ...changes, updatedAt: sql`now()`, version: current.version + 1 })
    .where(isOwn)
    .returning(columns);
  return asSeenBy(scope, row);
}

/** A practice with its first member, the owner. */
export async function insertPractice(
  db: Database,
  { name, ownerId }: { name: string; ownerId: string },
): Promise<PracticeRow> {
  const [row] = await db.insert(practice).values({ id: newId(), name }).returning(columns);
  if (!row) throw new Error("insert returned no row");
  await db.insert(membership).values({ practiceId: row.id, accountId: ownerId, role: "owner" });
  return row;
}
