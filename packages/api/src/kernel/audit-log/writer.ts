import { setImmediate as nextTurn } from "node:timers/promises";
import { type Database, type DatabaseHandle, isOfOtherNode, sqlStateOf } from "@caretype/db";
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
  /** The state of recent writes. */
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
  mostEntries?: number;
  /** Maximum ids per insert, unless a single entry has more. Default 20,000. */
  mostSubjects?: number;
};

/** A group is written after this many event loop turns without a new entry, or this many milliseconds. */
const quietTurns = 3;
const longestGathering = 1;
/** An entry with this many ids takes longer to insert than to flush, so it is not delayed to form a group. */
const manySubjects = 20;

/** Each node of Citus has its own queue, so that none waits for another. */
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

  function queueOf({ practiceId }: AuditEntry): Enqueue {
    const { appender } = database.readsFor(practiceId ?? noPractice);
    const known = queues.get(appender) ?? queueFor(appender, writes, bounds);
    queues.set(appender, known);
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

type Enqueue = (entry: AuditEntry) => Promise<void>;

/** Group commit: all queued entries go in one insert, one insert at a time. Under load, more calls share each flush. */
function queueFor(
  appender: Database,
  writes: AuditWrites,
  { maxQueueLength = 2_000, mostEntries = 500, mostSubjects = 20_000 }: AuditBounds,
): Enqueue {
  let queue: Waiting[] = [];
  let isWriting = false;

  function nextBatch(): Waiting[] {
    let [entries, subjects] = [0, 0];
    for (const { entry } of queue) {
      subjects += entry.subjects.size;
      if (entries === mostEntries || (entries > 0 && subjects > mostSubjects)) break;
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
    const end = performance.now() + longestGathering;
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
      await write(appender, writes, nextBatch());
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
async function write(appender: Database, writes: AuditWrites, batch: readonly Waiting[]): Promise<void> {
  try {
    await appendEntries(
      appender,
      batch.map(({ entry }) => entry),
    );
    writes.isFailing = false;
    writes.entries += batch.length;
    writes.groups += 1;
    writes.writtenAt = performance.now();
    for (const { resolve } of batch) resolve();
  } catch (error) {
    const apart = partsOf(batch, error);
    if (apart.length > 1) {
      const { groups } = writes;
      for (const part of apart) await write(appender, writes, part);
      writes.isFailing = writes.groups === groups;
    } else {
      writes.isFailing = true;
      for (const { reject } of batch) reject(new AuditUnavailable(error));
    }
  }
}

/** What to retry, so that the others succeed: one by one if a value was refused, by practice if a node cannot be reached. */
function partsOf(batch: readonly Waiting[], error: unknown): Waiting[][] {
  if (sqlStateOf(error)?.startsWith("22")) return batch.map((waiting) => [waiting]);
  return isOfOtherNode(error) ? [...Map.groupBy(batch, ({ entry }) => entry.practiceId).values()] : [];
}

const written = Promise.resolve();

/** Used only to measure the cost of the audit. */
export const noAuditLog: AuditLog = {
  record: () => written,
  append: () => written,
  writes: () => ({ isFailing: false, writtenAt: performance.now(), entries: 0, groups: 0 }),
};
