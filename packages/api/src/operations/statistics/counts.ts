import type { Database } from "@caretype/db";
import { prepared } from "@caretype/db";
import { sql } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { elapsedTime } from "../../kernel/field/time.ts";
import { listPatientPairs } from "../../people/patient/duplicate/list-pairs.ts";
import { comparedAtOnce } from "../../people/patient/duplicate/schema.ts";
import { type CountedLoad, countLoad } from "./doctor-load.ts";
import { countGroups } from "./patient-numbers.ts";
import type { PatientGroups, Tasks } from "./schema.ts";

/** Counts over all rows of a practice. A hundred thousand patients take about 50 ms. */
export type Counts = {
  groups: CachedCounts<PatientGroups>;
  load: CachedCounts<CountedLoad>;
  unassigned: CachedCounts<CountedUnassigned>;
  pairs: CachedCounts<CountedPairs>;
};

export const createCounts = (): Counts => ({
  groups: cacheCounts({ count: countGroups, rowsOf: ({ patients }) => patients, minimumRows: 20_000 }),
  load: cacheCounts({ count: countLoad, rowsOf: ({ assignments }) => assignments, minimumRows: 100_000 }),
  unassigned: cacheCounts({
    count: countUnassigned,
    rowsOf: ({ patients }) => patients,
    minimumRows: 20_000,
  }),
  // Comparing two hundred patients takes about as long as counting a hundred thousand.
  pairs: cacheCounts({
    count: countPairs,
    rowsOf: ({ isComplete }) => (isComplete ? 0 : comparedAtOnce),
    minimumRows: comparedAtOnce,
  }),
});

type CountedUnassigned = { patients: number; unassigned: number };

const practiceId = sql.placeholder("practiceId");

/** An assignment's patient exists, so a difference needs no join. Both counts are index-only scans. */
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

/** The largest page, so that the number is that of the list's first page. */
const mostPairs = 200;

async function countPairs(db: Database, practiceId: PracticeId): Promise<CountedPairs> {
  const { items, nextCursor } = await listPatientPairs(db, { practiceId }, { limit: mostPairs });
  return { pairs: items.length, compared: comparedAtOnce, isComplete: nextCursor === null };
}

type CachedCounts<Counted> = (db: Database, practiceId: PracticeId) => Promise<Counted>;

type Settings<Counted> = {
  count: CachedCounts<Counted>;
  /** The number of rows counted. */
  rowsOf(counted: Counted): number;
  /** Counts of at least this minimumRows rows are cached. */
  minimumRows: number;
  /** The clock of the cache, in milliseconds. Default: the process's own. */
  now?: () => number;
};

const minute = 60_000;
const maxPractices = 1_000;

/**
 * Caches counts of large practices for a minute, because they are slow. Small practices are counted on each call, so that
 * changes show immediately. Calls that arrive during a count of their practice share the next one: however many there are, a
 * practice counts once at a time.
 */
export function cacheCounts<Counted>({
  count,
  rowsOf,
  minimumRows,
  now = elapsedTime,
}: Settings<Counted>): CachedCounts<Counted> {
  const kept = new LRUCache<string, Promise<Counted>>({
    max: maxPractices,
    ttl: minute,
    ttlResolution: 0,
    perf: { now },
  });
  const running = new Map<PracticeId, Promise<Counted>>();
  const following = new Map<PracticeId, Promise<Counted>>();
  const countNow: CachedCounts<Counted> = async (db, practiceId) => {
    const counted = await count(db, practiceId);
    if (rowsOf(counted) >= minimumRows) kept.set(practiceId, Promise.resolve(counted));
    return counted;
  };
  const start: CachedCounts<Counted> = (db, practiceId) => {
    const counting = countNow(db, practiceId).finally(() => running.delete(practiceId));
    running.set(practiceId, counting);
    return counting;
  };
  return (db, practiceId) => {
    const known = kept.get(practiceId) ?? following.get(practiceId);
    if (known) return known;
    const current = running.get(practiceId);
    if (!current) return start(db, practiceId);
    const next = () => {
      following.delete(practiceId);
      return kept.get(practiceId) ?? start(db, practiceId);
    };
    const shared = current.then(next, next);
    following.set(practiceId, shared);
    return shared;
  };
}
