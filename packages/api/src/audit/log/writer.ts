import { setImmediate as nextTurn } from "node:timers/promises";
import { type Database, type DatabaseHandle, sqlStateOf } from "@caretype/db";
import { DomainError } from "../../error/domain-error.ts";
import type { AuditEntry } from "./entry.ts";
import { appendEntries } from "./queries.ts";

/** Entries are asked for and not given, so that they cost nothing where they are not written. */
type MakeEntry = () => AuditEntry;

export type AuditLog = {
  /**
   * Resolves once the entry is durable: what it is about may leave only then.
   * @throws {AuditUnavailable} when it could not be written, or too many wait.
   */
  record(make: MakeEntry): Promise<void>;
  /**
   * As part of the transaction that the entry is about: both are there, or neither. Rejects with
   * `SERVICE_UNAVAILABLE` when it could not be written; the transaction is lost then.
   */
  append(transaction: Database, make: MakeEntry): Promise<void>;
  /** What became of the last writes. */
  writes(): AuditWrites;
};

export type AuditWrites = {
  /** Whether the last one failed. */
  isFailing: boolean;
  /** When entries were last made durable, by `performance.now()`. */
  writtenAt: number;
};

/** An answer whose entry is not durable does not leave. */
export class AuditUnavailable extends DomainError {
  constructor(cause?: unknown) {
    super("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1, cause });
  }
}

type Waiting = { entry: AuditEntry; resolve: () => void; reject: (error: AuditUnavailable) => void };

type AuditBounds = {
  /** How many entries may wait. Default 2,000. */
  longestLine?: number;
  /** How many entries go in one insert at most. Default 500. */
  mostEntries?: number;
  /** How many ids go in one insert, unless a single entry has more. Default 20,000. */
  mostSubjects?: number;
};

/** A group is written after so many turns of the event loop that have brought no entry, or so many milliseconds. */
const quietTurns = 3;
const longestGathering = 1;
/** An entry with so many ids takes the database longer than the disk does: nothing is gained by waiting for others. */
const manySubjects = 20;

/**
 * A group commit: all entries that wait go in one insert, and the next insert starts when it is done. The more
 * calls there are, the more of them share the wait for the disk.
 */
export function createAuditLog(
  database: Pick<DatabaseHandle, "appender">,
  { longestLine = 2_000, mostEntries = 500, mostSubjects = 20_000 }: AuditBounds = {},
): AuditLog {
  let line: Waiting[] = [];
  let isWriting = false;
  const writes: AuditWrites = { isFailing: false, writtenAt: Number.NEGATIVE_INFINITY };

  function nextBatch(): Waiting[] {
    let [entries, subjects] = [0, 0];
    for (const { entry } of line) {
      subjects += entry.subjects.size;
      if (entries === mostEntries || (entries > 0 && subjects > mostSubjects)) break;
      entries++;
    }
    const batch = line.slice(0, entries);
    line = line.slice(entries);
    return batch;
  }

  /**
   * Waits for what is about to come, and then goes along: of the database's time an entry takes 15 µs in a group of
   * twelve, and 11 in one of thirty-two.
   */
  async function gather() {
    const end = performance.now() + longestGathering;
    let [known, quiet] = [0, 0];
    while (quiet < quietTurns && performance.now() < end) {
      await nextTurn();
      if (line.some(({ entry }) => entry.subjects.size >= manySubjects)) return;
      quiet = line.length === known ? quiet + 1 : 0;
      known = line.length;
    }
  }

  async function writeAll() {
    do {
      await gather();
      await write(database.appender, writes, nextBatch());
    } while (line.length > 0);
    isWriting = false;
  }

  return {
    // Not async, nor is what it calls: each call of every procedure waits here, and each promise in between counts.
    record(make) {
      if (line.length >= longestLine) return Promise.reject(new AuditUnavailable());
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      let entry: AuditEntry;
      try {
        entry = make();
      } catch (error) {
        return Promise.reject(error);
      }
      line.push({ entry, resolve, reject });
      if (!isWriting) {
        isWriting = true;
        void writeAll();
      }
      return promise;
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

/** Never rejects: each of the batch hears for itself what became of it. */
async function write(appender: Database, writes: AuditWrites, batch: readonly Waiting[]): Promise<void> {
  try {
    await appendEntries(
      appender,
      batch.map(({ entry }) => entry),
    );
    writes.isFailing = false;
    writes.writtenAt = performance.now();
    for (const { resolve } of batch) resolve();
  } catch (error) {
    // A value that the database refuses is one entry's fault, and the others are not to suffer for it.
    if (batch.length > 1 && isRefusedValue(error))
      for (const waiting of batch) await write(appender, writes, [waiting]);
    else {
      writes.isFailing = true;
      for (const { reject } of batch) reject(new AuditUnavailable(error));
    }
  }
}

const isRefusedValue = (error: unknown) => sqlStateOf(error)?.startsWith("22") === true;

const written = Promise.resolve();

/** Only to measure what the audit costs. */
export const noAuditLog: AuditLog = {
  record: () => written,
  append: () => written,
  writes: () => ({ isFailing: false, writtenAt: performance.now() }),
};
