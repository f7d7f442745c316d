import { type Database, type DatabaseHandle, schema } from "@caretype/db";
import { and, eq, gt, sql } from "drizzle-orm";
import { asId, type PracticeId } from "../../kernel/field/ids.ts";
import { type PeriodicTask, startPeriodicTask } from "../../kernel/procedure/periodic-task.ts";
import { deleteTerminology } from "./import-codes.ts";

const { practice, terminology } = schema;

const anHour = 60 * 60 * 1_000;

const keys = { practiceId: terminology.practiceId, id: terminology.id };
type Key = Pick<typeof terminology.$inferSelect, "practiceId" | "id">;

const isAbandoned = and(
  eq(terminology.isComplete, false),
  sql`${terminology.createdAt} < now() - interval '1 day'`,
);

/** Deletes it with the codes that arrived, unless it is finished or deleted meanwhile. */
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

/** One practice after the other: Citus has each practice's rows on one node. */
async function findAbandoned(db: Database, practiceIds: readonly PracticeId[]): Promise<Key[]> {
  const found: Key[] = [];
  for (const practiceId of practiceIds)
    found.push(
      ...(await db
        .select(keys)
        .from(terminology)
        .where(and(eq(terminology.practiceId, practiceId), isAbandoned))),
    );
  return found;
}

async function deleteAllAbandoned(database: Deleting): Promise<void> {
  let after = asId<PracticeId>("00000000-0000-0000-0000-000000000000");
  for (;;) {
    const { abandoned, last } = await database.transaction((db) => findRound(db, after));
    // Each by itself: it can have many codes.
    for (const key of abandoned) await database.bulkTransaction((db) => deleteAbandoned(db, key));
    if (last === null) return;
    after = last;
  }
}

/** `last`: the last practice of the round, or null after all of them. */
type Round = { abandoned: Key[]; last: PracticeId | null };

async function findRound(db: Database, after: PracticeId): Promise<Round> {
  const rows = await db
    .select({ id: practice.id })
    .from(practice)
    .where(gt(practice.id, after))
    .orderBy(practice.id)
    .limit(practicesAtOnce);
  const ids = rows.map(({ id }) => id);
  const last = ids.length < practicesAtOnce ? null : (ids.at(-1) ?? null);
  return { abandoned: await findAbandoned(db, ids), last };
}

/** Deletes imports of codes that nobody finished within a day, every hour until stopped. */
export const purgeAbandonedCodes = (database: Deleting, onFailure: (error: unknown) => void): PeriodicTask =>
  startPeriodicTask(() => deleteAllAbandoned(database), {
    onFailure,
    milliseconds: anHour,
    beginsNow: false,
  });
