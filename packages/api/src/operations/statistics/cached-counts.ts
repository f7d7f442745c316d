import type { Database } from "@caretype/db";
import { LRUCache } from "lru-cache";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { elapsedTime } from "../../kernel/field/time.ts";

export type CachedCounts<Counted> = (db: Database, practiceId: PracticeId) => Promise<Counted>;

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
 * Caches counts of large practices for a minute, because they are slow. Small practices are counted on each
 * call, so that changes show immediately.
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
  /** Practices that were large at the last count. Concurrent calls share one count. */
  const large = new LRUCache<string, true>({ max: maxPractices });
  const countNow: CachedCounts<Counted> = async (db, practiceId) => {
    const counted = await count(db, practiceId);
    if (rowsOf(counted) >= minimumRows) {
      large.set(practiceId, true);
      kept.set(practiceId, Promise.resolve(counted));
    } else {
      large.delete(practiceId);
      kept.delete(practiceId);
    }
    return counted;
  };
  return (db, practiceId) => {
    const known = kept.get(practiceId);
    if (known) return known;
    const counting = countNow(db, practiceId);
    if (!large.has(practiceId)) return counting;
    kept.set(practiceId, counting);
    counting.catch(() => kept.delete(practiceId));
    return counting;
  };
}
