import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { type CachedCounts, cacheCounts } from "@caretype/core/mechanisms/record/cached-counts";
import { listPatientPairs } from "@caretype/core/people/patient/duplicate/list-pairs";
import { comparedAtOnce } from "@caretype/core/people/patient/duplicate/schema";
import type { Database } from "@caretype/db";
import { prepared } from "@caretype/db";
import { sql } from "drizzle-orm";
import { type CountedLoad, countLoad } from "./doctor-load.ts";
import type { Tasks } from "./schema.ts";

/** Counts all rows of a practice. 100,000 patients take about 50 ms. */
export type Counts = {
  load: CachedCounts<CountedLoad>;
  unassigned: CachedCounts<CountedUnassigned>;
  pairs: CachedCounts<CountedPairs>;
};

export const createCounts = (): Counts => ({
  load: cacheCounts({ count: countLoad, rowsOf: ({ assignments }) => assignments, minimumRows: 100_000 }),
  unassigned: cacheCounts({
    count: countUnassigned,
    rowsOf: ({ patients }) => patients,
    minimumRows: 20_000,
  }),
  // Comparing 200 patients takes about as long as counting 100,000.
  pairs: cacheCounts({
    count: countPairs,
    rowsOf: ({ isComplete }) => (isComplete ? 0 : comparedAtOnce),
    minimumRows: comparedAtOnce,
  }),
});

type CountedUnassigned = { patients: number; unassigned: number };

const practiceId = sql.placeholder("practiceId");

/** Every assignment has an existing patient, so subtracting two index-only counts replaces a join. */
const unassigned = prepared(["practiceId"], (db) =>
  db
    .select({
      patients: sql<number>`patients`,
      unassigned: sql<number>`patients - assigned`,
    })
    .from(
      sql`(
        select (select count(*)::int from patient where practice_id = ${practiceId}) as patients,
          (select count(distinct patient_id)::int from assignment where practice_id = ${practiceId}) as assigned
      ) as counted`,
    ),
);

async function countUnassigned(db: Database, practiceId: PracticeId): Promise<CountedUnassigned> {
  const [row] = await unassigned(db).execute({ practiceId });
  return row ?? { patients: 0, unassigned: 0 };
}

type CountedPairs = NonNullable<Tasks["possibleDuplicates"]>;

/** The maximum page size, so that the number equals the list's first page. */
const maxPairs = 200;

async function countPairs(db: Database, practiceId: PracticeId): Promise<CountedPairs> {
  const { items, nextCursor } = await listPatientPairs(db, { practiceId }, { limit: maxPairs });
  return { pairs: items.length, compared: comparedAtOnce, isComplete: nextCursor === null };
}
