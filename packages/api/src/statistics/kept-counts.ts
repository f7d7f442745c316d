import type { Database } from "@caretype/db";
import { LRUCache } from "lru-cache";
import type { PracticeId } from "../field/ids.ts";

export type KeptCounts<Counted> = (db: Database, practiceId: PracticeId) => Promise<Counted>;

type Settings<Counted> = {
  count: KeptCounts<Counted>;
  /** Of how many rows there were. */
  rowsOf(counted: Counted): number;
  /** From so many on, what was counted is kept. */
  many: number;
  /** The clock by which that is so for a minute, in milliseconds. Default: the process's own. */
  now?: () => number;
};

const minute = 60_000;
const mostPractices = 1_000;

/**
 * Counts what there is in a practice. Of a small one anew each time, so that nobody misses what they have just added; of
 * a large one, where it takes its time, once a minute for all who ask.
 */
export function keepCounts<Counted>({
  count,
  rowsOf,
  many,
  now = () => performance.now(),
}: Settings<Counted>): KeptCounts<Counted> {
  const kept = new LRUCache<string, Promise<Counted>>({
    max: mostPractices,
    ttl: minute,
    ttlResolution: 0,
    perf: { now },
  });
  /** Those that were large when they were counted last: whoever asks meanwhile waits for the same count. */
  const large = new LRUCache<string, true>({ max: mostPractices });
  const countAnew: KeptCounts<Counted> = async (db, practiceId) => {
    const counted = await count(db, practiceId);
    if (rowsOf(counted) >= many) {
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
    const counting = countAnew(db, practiceId);
    if (!large.has(practiceId)) return counting;
    kept.set(practiceId, counting);
    counting.catch(() => kept.delete(practiceId));
    return counting;
  };
}
