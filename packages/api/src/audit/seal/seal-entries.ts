import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseHandle } from "@caretype/db";
import { closedUntil, type Waiting } from "./closed-until.ts";
import {
  countEntries,
  findHead,
  type Holder,
  insertSeal,
  pinSession,
  type SealHead,
  trySealingLock,
} from "./queries.ts";
import { noHash } from "./seal-hash.ts";

export type SealingOptions = {
  /** Hears of each seal once it is there for good. */
  onSealed: (head: SealHead) => void;
  /** How long transactions that run are waited for, in milliseconds. Default 5,000. */
  patience?: number;
  /** Hears whose transactions were still running after that: nothing from when those began on is sealed. */
  onHeldUp?: (by: Holder[]) => void;
  /** Whether as much time is left to others as was taken, as beside calls. Default false. */
  isInBackground?: boolean;
  signal?: AbortSignal;
  /** How many entries a seal has, unless more are of one instant. Default 10,000. */
  mostEntries?: number;
};

/** `busy`: another process seals. `held up`: somebody's transaction runs, of which is hidden when it began. */
export type SealingOutcome = "done" | "busy" | "held up" | "aborted";

const stepMilliseconds = 500;
const minute = 60_000_000;
/** With nothing to seal, this often a seal says so: what is added later for that time is seen then. */
const emptyAfter = 60 * minute;

/** Seals all that is closed, in short transactions. */
export async function sealEntries(
  database: Pick<DatabaseHandle, "bulkTransaction">,
  { patience = 5_000, mostEntries = 10_000, isInBackground = false, ...options }: SealingOptions,
): Promise<SealingOutcome> {
  const { onSealed, onHeldUp, signal } = options;
  const sealer = new Sealer(mostEntries, { patience, signal, onHeldUp });
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

/** Nothing can be sealed until then: somebody made a seal by hand, or has set the database's clock back. */
class AuditSealAhead extends Error {
  override readonly name = "AuditSealAhead";

  constructor() {
    super(
      "The newest seal is of a time to come: run `caretype audit verify`, and look at the database's clock.",
    );
  }
}

type Step = { heads: SealHead[]; outcome: SealingOutcome | undefined };

class Sealer {
  readonly #most: number;
  readonly #waiting: Waiting;
  /** The time in which about as many entries are expected as a seal takes. */
  #width = 10 * minute;

  constructor(most: number, waiting: Waiting) {
    this.#most = most;
    this.#waiting = waiting;
  }

  async step(db: Database): Promise<Step> {
    await pinSession(db);
    if (!(await trySealingLock(db))) return { heads: [], outcome: "busy" };
    const closed = await closedUntil(db, this.#waiting);
    if (closed === null) return { heads: [], outcome: "held up" };
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

  /** Where the next seal ends; undefined when there is nothing to seal. */
  async #nextEnd(db: Database, from: number, closed: number): Promise<number | undefined> {
    if (from >= closed) return undefined;
    for (;;) {
      const until = Math.min(closed, from + this.#width);
      const { entries, first, last } = await countEntries(db, { from, until }, this.#most);
      if (entries > this.#most) {
        this.#width = Math.max(1_000, last - first);
        // Entries of one instant are never parted.
        return last > first ? last : last + 1;
      }
      if (until === closed) return entries > 0 || closed - from >= emptyAfter ? closed : undefined;
      if (entries > this.#most / 2) return until;
      this.#width *= 4;
    }
  }
}
