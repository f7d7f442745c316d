import { setImmediate as nextTurn } from "node:timers/promises";
import {
  type Database,
  type DatabaseHandle,
  type DatabaseReads,
  isOfOtherNode,
  sqlStateOf,
} from "@caretype/db";
import { DomainError } from "../error/domain-error.ts";
import { noPractice } from "../field/no-practice.ts";
import type { AuditEntry } from "./entry.ts";
import { appendEntries } from "./queries.ts";

/** Entries are built on demand, so that they cost nothing if the audit is off. */
type MakeEntry = () => AuditEntry;

export type AuditLog = {
  /**
   * Resolves once the entry is durable. Only then may the answer be sent.
   * @throws {AuditUnavailable} if it cannot be written, or the queue is full.
   */
  record(make: MakeEntry): Promise<void>;
  /**
   * Inserts the entry in the given transaction, so that both commit or neither does. Rejects with
   * `SERVICE_UNAVAILABLE` if that fails. Then the transaction is aborted.
   */
  append(transaction: Database, make: MakeEntry): Promise<void>;
  writes(): AuditWrites;
};

export type AuditWrites = {
  /** Whether the last write failed. */
  isFailing: boolean;
  /** Time of the last successful write, by `performance.now()`. */
  writtenAt: number;
  /** Entries that waited for a group, and groups, since the start. */
  entries: number;
  groups: number;
};

/** The audit entry is not durable, so the answer must not be sent. */
export class AuditUnavailable extends DomainError {
  constructor(cause?: unknown) {
    super("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause });
  }
}

type Waiting = { entry: AuditEntry; resolve: () => void; reject: (error: AuditUnavailable) => void };

type AuditBounds = {
  /** Maximum number of queued entries. Default 2,000. */
  maxQueueLength?: number;
  /** Maximum entries per insert. Default 500. */
  maxEntries?: number;
  /** Maximum ids per insert, unless a single entry has more. Default 20,000. */
  maxSubjects?: number;
};

/** A group is written after this many event loop turns without a new entry, or after this many milliseconds. */
const quietTurns = 3;
const maxGatherMilliseconds = 1;
/** An entry with this many ids takes longer to insert than to flush, so it is not delayed to form a group. */
const manySubjects = 20;

/** Each node of Citus has its own queue, so that none waits for another. So do practices whose rows are locked. */
export function createAuditLog(
  database: Pick<DatabaseHandle, "readsFor">,
  bounds: AuditBounds = {},
): AuditLog {
  const writes: AuditWrites = {
    isFailing: false,
    writtenAt: Number.NEGATIVE_INFINITY,
    entries: 0,
    groups: 0,
  };
  const queues = new Map<Database, Enqueue>();
  const locked: Place["locked"] = new Set();

  function queueOf({ practiceId }: AuditEntry): Enqueue {
    const { appender, isolatedAppender } = database.readsFor(practiceId ?? noPractice);
    const own = locked.has(practiceId) ? isolatedAppender : appender;
    const known = queues.get(own) ?? queueFor({ appender: own, isolatedAppender, locked, writes }, bounds);
    queues.set(own, known);
    return known;
  }

  return {
    // Not async, nor are its callees: every call of every procedure waits here, and each promise costs time.
    record(make) {
      try {
        const entry = make();
        return queueOf(entry)(entry);
      } catch (error) {
        return Promise.reject(error);
      }
    },
    async append(transaction, make) {
      await appendEntries(transaction, [make()]).catch((cause: unknown) => {
        writes.isFailing = true;
        throw new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause });
      });
    },
    writes: () => writes,
  };
}

/** Where entries are written. */
type Place = Pick<DatabaseReads, "appender" | "isolatedAppender"> & {
  /** Practices whose rows were locked at their last write. They have a queue of their own. */
  locked: Set<AuditEntry["practiceId"]>;
  writes: AuditWrites;
};

type Enqueue = (entry: AuditEntry) => Promise<void>;

/** Group commit: all queued entries go in one insert, one insert at a time. Under load, more calls share each flush. */
function queueFor(
  place: Place,
  { maxQueueLength = 2_000, maxEntries = 500, maxSubjects = 20_000 }: AuditBounds,
): Enqueue {
  let queue: Waiting[] = [];
  let isWriting = false;

  function nextBatch(): Waiting[] {
    let [entries, subjects] = [0, 0];
    for (const { entry } of queue) {
      subjects += entry.subjects.size;
      if (entries === maxEntries || (entries > 0 && subjects > maxSubjects)) break;
      entries++;
    }
    const batch = queue.slice(0, entries);
    queue = queue.slice(entries);
    return batch;
  }

  /**
   * Waits briefly for more entries. The database spends 15 µs per entry in a group of twelve, and 11 µs in one of
   * thirty-two.
   */
  async function gather() {
    const end = performance.now() + maxGatherMilliseconds;
    let [known, quiet] = [0, 0];
    while (quiet < quietTurns && performance.now() < end) {
      await nextTurn();
      if (queue.some(({ entry }) => entry.subjects.size >= manySubjects)) return;
      quiet = queue.length === known ? quiet + 1 : 0;
      known = queue.length;
    }
  }

  async function writeAll() {
    do {
      await gather();
      await write(place, nextBatch());
    } while (queue.length > 0);
    isWriting = false;
  }

  return (entry) => {
    if (queue.length >= maxQueueLength) return Promise.reject(new AuditUnavailable());
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    queue.push({ entry, resolve, reject });
    if (!isWriting) {
      isWriting = true;
      void writeAll();
    }
    return promise;
  };
}

/** Never rejects. Each entry of the batch is resolved or rejected by itself. */
async function write(place: Place, batch: readonly Waiting[]): Promise<void> {
  const { appender, isolatedAppender, locked, writes } = place;
  // While Citus moves rows, an insert from arrays waits for the move, whichever rows it has.
  const asRows = batch.length === 1 || (locked.size > 0 && batch.length <= maxRows);
  try {
    await appendEntries(
      appender,
      batch.map(({ entry }) => entry),
      asRows,
    );
    writes.isFailing = false;
    writes.entries += batch.length;
    writes.groups += 1;
    writes.writtenAt = performance.now();
    for (const { entry, resolve } of batch) {
      locked.delete(entry.practiceId);
      resolve();
    }
  } catch (error) {
    const isLocked = sqlStateOf(error) === lockNotAvailable;
    const apart = partsOf(batch, error);
    if (isLocked) for (const { entry } of batch) locked.add(entry.practiceId);
    if (apart.length > 1 || (isLocked && !asRows && batch.length <= maxRows)) {
      const { groups } = writes;
      const to = isLocked ? { ...place, appender: isolatedAppender } : place;
      for (const part of apart) await write(to, part);
      writes.isFailing = writes.groups === groups;
    } else {
      // If one practice is locked, that does not concern the others.
      if (!isLocked || appender !== isolatedAppender) writes.isFailing = true;
      for (const { reject } of batch) reject(new AuditUnavailable(error));
    }
  }
}

/** One prepared statement per number of rows. */
const maxRows = 32;

/** SQLSTATE of a lock timeout. */
const lockNotAvailable = "55P03";

/**
 * How to split a failed batch for retries: entry by entry if a value was refused, by practice if a node is
 * unreachable or rows are locked.
 */
function partsOf(batch: readonly Waiting[], error: unknown): Waiting[][] {
  const state = sqlStateOf(error);
  if (state?.startsWith("22")) return batch.map((waiting) => [waiting]);
  if (state !== lockNotAvailable && !isOfOtherNode(error)) return [];
  return [...Map.groupBy(batch, ({ entry }) => entry.practiceId).values()];
}

const written = Promise.resolve();

/** Used only to measure the cost of the audit. */
export const noAuditLog: AuditLog = {
  record: () => written,
  append: () => written,
  writes: () => ({ isFailing: false, writtenAt: performance.now(), entries: 0, groups: 0 }),
};
