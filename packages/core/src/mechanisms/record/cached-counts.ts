import type { Database } from "@caretype/db";
import { LRUCache } from "lru-cache";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { elapsedTime } from "../../kernel/field/time.ts";

export type CachedCounts<Counted> = (db: Database, practiceId: PracticeId) => Promise<Counted>;

type Settings<Counted> = {
  count: CachedCounts<Counted>;
  /** The number of rows counted. */
  rowsOf(counted: Counted): number;
  /** Counts of at least this many rows are cached. */
  minimumRows: number;
  /** The cache's clock, in milliseconds. Default: the process's own. */
  now?: () => number;
};

const minute = 60_000;
const maxPractices = 1_000;

/**
 * Caches counts of large practices for a minute, because they are slow. Small practices are counted on each call, so
 * that changes show immediately. Calls that arrive during a count share the next one: at most one count per practice
 * runs at a time.
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
