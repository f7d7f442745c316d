import { asId, type PracticeId } from "@caretype/core/kernel/field/ids";
import type { Database, DatabaseHandle } from "@caretype/db";
import { practice, terminology } from "@caretype/db/schema";
import { and, eq, gt, sql } from "drizzle-orm";
import { systemOf } from "../clinical/code-systems.ts";
import { deleteTerminology, respellCodes } from "./import-codes.ts";

const keys = { practiceId: terminology.practiceId, id: terminology.id };
const isFinished = terminology.isComplete;
type Key = Pick<typeof terminology.$inferSelect, "practiceId" | "id">;

const isAbandoned = and(
  eq(terminology.isComplete, false),
  sql`${terminology.createdAt} < now() - interval '1 day'`,
);

/** Deletes the import with its codes, unless it was finished or deleted meanwhile. */
async function deleteAbandoned(db: Database, { practiceId, id }: Key): Promise<void> {
  const [locked] = await db
    .select(keys)
    .from(terminology)
    .where(and(eq(terminology.practiceId, practiceId), eq(terminology.id, id), isAbandoned))
    .for("update", { skipLocked: true });
  if (locked) await deleteTerminology(db, locked, locked.id);
}

type Deleting = Pick<DatabaseHandle, "transaction" | "bulkTransaction">;

const practicesAtOnce = 500;

type Work = { abandoned: Key[]; misspelt: Key[] };

/** Practices are read one by one, because Citus stores each practice's rows on one node. */
async function findWork(db: Database, practiceIds: readonly PracticeId[]): Promise<Work> {
  const work: Work = { abandoned: [], misspelt: [] };
  for (const practiceId of practiceIds) {
    const all = await db
      .select({ ...keys, uri: terminology.uri, isFinished, isAbandoned: sql<boolean>`(${isAbandoned})` })
      .from(terminology)
      .where(eq(terminology.practiceId, practiceId));
    work.abandoned.push(...all.filter((one) => one.isAbandoned));
    work.misspelt.push(...all.filter((one) => one.isFinished && systemOf(one.uri) !== one.uri));
  }
  return work;
}

/**
 * Deletes imports of codes that were not finished within a day. Converts those of earlier versions to the canonical
 * spelling of their system.
 */
export async function keepCodes(database: Deleting): Promise<void> {
  let after = asId<PracticeId>("00000000-0000-0000-0000-000000000000");
  for (;;) {
    const { abandoned, misspelt, last } = await database.transaction((db) => findRound(db, after));
    // A separate transaction for each, because it can have many codes.
    for (const key of abandoned) await database.bulkTransaction((db) => deleteAbandoned(db, key));
    for (const key of misspelt) await database.bulkTransaction((db) => respellCodes(db, key));
    if (last === null) return;
    after = last;
  }
}

/** `last` is the last practice of the round, or null if the round reached the end. */
type Round = Work & { last: PracticeId | null };

async function findRound(db: Database, after: PracticeId): Promise<Round> {
  const rows = await db
    .select({ id: practice.id })
    .from(practice)
    .where(gt(practice.id, after))
    .orderBy(practice.id)
    .limit(practicesAtOnce);
  const ids = rows.map(({ id }) => id);
  const last = ids.length < practicesAtOnce ? null : (ids.at(-1) ?? null);
  return { ...(await findWork(db, ids)), last };
}
