import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseHandle } from "@caretype/db";
import {
  countEntries,
  findHead,
  findServers,
  type Holder,
  insertSeal,
  pinSession,
  type SealHead,
  trySealingLock,
} from "./queries.ts";
import { noHash } from "./seal-hash.ts";

export type SealingOptions = {
  /** Called for each seal after its commit. */
  onSealed: (head: SealHead) => void;
  /** Maximum wait for running transactions, in milliseconds. Default 5,000. */
  patience?: number;
  /** Called with the sessions still running after that. Entries since their start stay unsealed. */
  onBlocked?: (by: Holder[]) => void;
  /** Whether to pause after each step for as long as it took, to leave capacity for calls. Default false. */
  isInBackground?: boolean;
  signal?: AbortSignal;
  /** Entries per seal, unless more share one instant. Default 10,000. */
  maxEntries?: number;
};

/** `busy`: another process is sealing. `blocked`: a transaction with a hidden start is running. */
export type SealingOutcome = "done" | "busy" | "blocked" | "aborted";

const stepMilliseconds = 500;
const minute = 60_000_000;
/** How often an empty period is sealed, so that entries forged for it are detected. */
const emptyAfter = 60 * minute;

/** Seals all closed entries, in short transactions. */
export async function sealEntries(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  { patience = 5_000, maxEntries = 10_000, isInBackground = false, ...options }: SealingOptions,
): Promise<SealingOutcome> {
  const { onSealed, onBlocked, signal } = options;
  const sealer = new Sealer(maxEntries, { patience, signal, onBlocked });
  try {
    for (;;) {
      signal?.throwIfAborted();
      const began = performance.now();
      const { heads, outcome } = await database.bulkTransaction((transaction) => sealer.step(transaction));
      for (const head of heads) onSealed(head);
      if (outcome !== undefined) return outcome;
      if (isInBackground) await pause(performance.now() - began, undefined, { signal });
    }
  } catch (error) {
    if (signal?.aborted) return "aborted";
    throw error;
  }
}

/** Nothing can be sealed until then. A seal was forged, or the database's clock was set back. */
class AuditSealAhead extends Error {
  override readonly name = "AuditSealAhead";

  constructor() {
    super("The newest seal ends in the future. Run `caretype audit verify`, and check the database's clock.");
  }
}

type Step = { heads: SealHead[]; outcome: SealingOutcome | undefined };

class Sealer {
  readonly #most: number;
  readonly #waiting: Waiting;
  /** The period in which about one seal's worth of entries is expected. */
  #width = 10 * minute;

  constructor(most: number, waiting: Waiting) {
    this.#most = most;
    this.#waiting = waiting;
  }

  async step(db: Database): Promise<Step> {
    await pinSession(db);
    if (!(await trySealingLock(db))) return { heads: [], outcome: "busy" };
    const closed = await closedUntil(db, this.#waiting);
    if (closed === null) return { heads: [], outcome: "blocked" };
    let head = (await findHead(db)) ?? { number: 0, until: 0, entries: 0, hash: noHash };
    if (head.until > closed + minute) throw new AuditSealAhead();
    const heads: SealHead[] = [];
    const deadline = performance.now() + stepMilliseconds;
    while (performance.now() < deadline) {
      const until = await this.#nextEnd(db, head.until, closed);
      if (until === undefined) return { heads, outcome: "done" };
      head = await insertSeal(db, {
        number: head.number + 1,
        from: head.until,
        until,
        previousHash: head.hash,
      });
      heads.push(head);
    }
    return { heads, outcome: undefined };
  }

  /** The end of the next seal. Undefined if there is nothing to seal. */
  async #nextEnd(db: Database, from: number, closed: number): Promise<number | undefined> {
    if (from >= closed) return undefined;
    for (;;) {
      const until = Math.min(closed, from + this.#width);
      const { entries, first, last } = await countEntries(db, { from, until }, this.#most);
      if (entries > this.#most) {
        this.#width = Math.max(1_000, last - first);
        // Entries of one instant are never split.
        return last > first ? last : last + 1;
      }
      if (until === closed) return entries > 0 || closed - from >= emptyAfter ? closed : undefined;
      if (entries > this.#most / 2) return until;
      this.#width *= 4;
    }
  }
}

/**
 * Covers the delay between a transaction's start time and its visibility to others, and small clock adjustments.
 */
const marginMicroseconds = 10_000_000;
const pollMilliseconds = 100;

type Waiting = {
  /** Maximum wait for running transactions, in milliseconds. */
  patience: number;
  signal?: AbortSignal | undefined;
  /** Called with the sessions whose transactions were still running. */
  onBlocked?: ((by: Holder[]) => void) | undefined;
};

/**
 * The instant before which no entry will be added. Entries have their transaction's start time, by the clock of the
 * node that inserts them, so all running transactions must end first. Waits `patience` milliseconds, then returns the
 * start of the oldest one left, or null if that is hidden, as it is for other users' transactions.
 */
export async function closedUntil(
  db: Database,
  { patience, signal, onBlocked }: Waiting,
): Promise<number | null> {
  const deadline = performance.now() + patience;
  const servers = await findServers(db);
  let left = servers.flatMap(({ running }) => running);
  while (left.length > 0 && performance.now() < deadline) {
    await pause(pollMilliseconds, undefined, { signal });
    const now = await findServers(db);
    const running = new Set(now.flatMap(({ running }) => running.map(({ name }) => name)));
    left = left.filter(({ name }) => running.has(name));
  }
  if (left.length > 0) onBlocked?.(left.map(({ pid, application }) => ({ pid, application })));
  let closed = Math.min(...servers.map(({ now }) => now));
  for (const { began } of left) {
    if (began === null) return null;
    closed = Math.min(closed, began);
  }
  return closed - marginMicroseconds;
}
