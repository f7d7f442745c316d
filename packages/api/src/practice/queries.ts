import { type Database, prepared, schema } from "@caretype/db";
import { eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { DomainError } from "../error/domain-error.ts";
import type { AccountId, PracticeId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { requireVersion } from "../field/version.ts";
import type { ChangeContext } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import { findRequirement } from "../second-factor/requirement.ts";
import type { Services } from "../services.ts";
import type { Practice, UpdatePractice } from "./schema.ts";

const { membership, practice } = schema;

const columns = getTableColumns(practice);

type PracticeRow = typeof practice.$inferSelect;

const practiceById = prepared(["id"], (db) =>
  db
    .select(columns)
    .from(practice)
    .where(eq(practice.id, sql.placeholder("id")))
    .prepare("practice_by_id"),
);

/** Who sees a practice of theirs. */
type Seer = { db: Database; scope: Scope; services: Pick<Services, "secondFactor"> };

/** A session names the practice of a membership, and foreign keys keep that: a missing one is our fault. */
async function asSeenBy(seer: Seer, row: PracticeRow | undefined): Promise<Practice> {
  const { db, scope, services } = seer;
  if (scope.role === "none") throw new DomainError("PRACTICE_NOT_FOUND");
  if (!row) throw new Error("A membership has no practice");
  const requirement = scope.withheld ? await findRequirement(db, scope, services.secondFactor) : null;
  return seenAs(row, { ...scope, role: scope.role, requirement });
}

/** The same, for who is known to have yet to do this much. */
export function seenAs(
  { secondFactorRequiredAt, ...row }: PracticeRow,
  seer: {
    role: Practice["role"];
    permissions: Iterable<string>;
    requirement: Practice["secondFactorRequirement"];
  },
): Practice {
  return {
    ...row,
    role: seer.role,
    permissions: [...seer.permissions],
    secondFactor: secondFactorRequiredAt === null ? "optional" : "required",
    secondFactorRequirement: seer.requirement,
  };
}

/** Rejects with `PRACTICE_NOT_FOUND` for who is in none. */
export async function findPractice(seer: Seer): Promise<Practice> {
  const [row] = await practiceById(seer.db).execute({ id: seer.scope.practiceId });
  return asSeenBy(seer, row);
}

type ChangingContext = ChangeContext & Seer;

/**
 * What is to be changed, under its lock, and how it is seen. Two changes at once wait for each other, so both see the
 * true version; but not for whoever adds records to the practice, as an import does for as long as it runs. Rejects with
 * `STALE_VERSION`.
 */
export async function lockOwnPractice(
  ctx: ChangingContext,
  expectedVersion: UpdatePractice["expectedVersion"],
): Promise<{ row: PracticeRow; current: Practice }> {
  const isOwn = eq(practice.id, ctx.scope.practiceId);
  const [row] = await ctx.db.select(columns).from(practice).where(isOwn).for("no key update");
  const current = await asSeenBy(ctx, row);
  requireVersion(current, expectedVersion);
  if (!row) throw new Error("A membership has no practice");
  return { row, current };
}

type Changes = Partial<
  Pick<typeof practice.$inferInsert, "name" | "secondFactorGraceDays"> & {
    secondFactorRequiredAt: SQL | null;
  }
>;

/** The next version of a practice that is locked. */
export async function changeOwnPractice(
  ctx: ChangingContext,
  { version }: PracticeRow,
  changes: Changes,
): Promise<Practice> {
  const [row] = await ctx.db
    .update(practice)
    .set({ ...changes, updatedAt: sql`now()`, version: version + 1 })
    .where(eq(practice.id, ctx.scope.practiceId))
    .returning(columns);
  return asSeenBy(ctx, row);
}

/** Rejects with `STALE_VERSION`. */
export async function updateOwnPractice(ctx: ChangingContext, input: UpdatePractice): Promise<Practice> {
  const { expectedVersion, name } = input;
  const { row, current } = await lockOwnPractice(ctx, expectedVersion);
  if (name !== undefined && name !== current.name) return changeOwnPractice(ctx, row, { name });
  ctx.audit.unchanged();
  return current;
}

/** A practice with its first member, the owner. */
export async function insertPractice(
  db: Database,
  { name, ownerId }: { name: string; ownerId: AccountId },
): Promise<PracticeRow> {
  const [row] = await db.insert(practice).values({ id: newId<PracticeId>(), name }).returning(columns);
  if (!row) throw new Error("insert returned no row");
  await db.insert(membership).values({ practiceId: row.id, accountId: ownerId, role: "owner" });
  return row;
}
