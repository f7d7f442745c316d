import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseHandle } from "@caretype/db";
import { sql } from "drizzle-orm";

// Runs long work in slices of a few milliseconds with pauses between them. On a machine with few cores, work without
// pauses occupies a core and delays other requests. Process priorities do not help: each connection is a process,
// possibly on another host, and Linux may schedule each session as its own group.

export type Throttle = {
  /** Await this after each slice. Resolves when the next may begin. */
  pause(): Promise<void>;
};

type Watching = {
  /** Resolves to true if other clients are active. */
  isOtherClientActive: () => Promise<boolean>;
  /** Aborts a pause, which then throws. */
  signal?: AbortSignal | undefined;
  /** The milliseconds that need no pauses, which several throttles may share. Default: its own. */
  allowance?: { left: number };
  now?: () => number;
  sleep?: (milliseconds: number) => Promise<unknown>;
};

/** Shorter slices are summed, because timers are no more precise than this. */
const minimumMilliseconds = 2;
const checkMilliseconds = 250;
/** Work this short delays others no longer than a large request does. Most manual imports are shorter. */
const freeMilliseconds = 250;

/**
 * While others are active, pauses for as long as it worked: half of a core, at twice the time. The first quarter of a
 * second needs no pauses.
 */
export function createThrottle({
  isOtherClientActive,
  signal,
  allowance = { left: freeMilliseconds },
  now = () => performance.now(),
  sleep = (milliseconds) => pause(milliseconds),
}: Watching): Throttle {
  let startedAt = now();
  let checkedAt = Number.NEGATIVE_INFINITY;
  let isOtherActive = true;
  return {
    async pause() {
      signal?.throwIfAborted();
      const worked = now() - startedAt;
      if (worked < minimumMilliseconds) return;
      if (allowance.left > 0) {
        allowance.left -= worked;
        startedAt = now();
        return;
      }
      if (now() - checkedAt >= checkMilliseconds) {
        isOtherActive = await isOtherClientActive();
        checkedAt = now();
      }
      if (isOtherActive) await sleep(worked);
      startedAt = now();
    },
  };
}

const shared = { left: freeMilliseconds, refilledAt: 0 };
const refillSeconds = 5;

/**
 * Throttles a server's background work, which always shares the machine with requests. All work of a process shares
 * one allowance, which refills within seconds. Otherwise many short checks would never pause.
 */
export function createServerThrottle(signal?: AbortSignal): Throttle {
  const at = performance.now();
  const refilled = ((at - shared.refilledAt) / 1_000) * (freeMilliseconds / refillSeconds);
  Object.assign(shared, { left: Math.min(freeMilliseconds, shared.left + refilled), refilledAt: at });
  return createThrottle({ isOtherClientActive: async () => true, signal, allowance: shared });
}

/**
 * Throttles a command that works in this transaction. It runs at full speed while no other client is active.
 */
export async function createCommandThrottle(
  { reader }: Pick<DatabaseHandle, "reader">,
  transaction: Database,
): Promise<Throttle> {
  const [own] = await transaction.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
  const ownId = own?.pid ?? 0;
  return createThrottle({ isOtherClientActive: () => isOtherClientActive(reader, ownId).catch(() => true) });
}

/**
 * Returns true if another client was active within the last second. Sessions that this role may not inspect
 * count as active.
 */
export async function isOtherClientActive(reader: Database, ownId: number): Promise<boolean> {
  const [row] = await reader.execute<{ found: boolean }>(sql`
    select exists (
      select from pg_stat_activity
      where datname = current_database() and backend_type = 'client backend' and pid not in (pg_backend_pid(), ${ownId})
        and (state is null or state = 'active' or state_change > clock_timestamp() - interval '1 second')
    ) as found`);
  return row?.found === true;
}

export type ImportStage = "reading" | "waiting" | "writing" | "comparing";

/** The progress of an import: its stage, and the rows done in that stage. */
export class ProgressCounter {
  stage: ImportStage = "reading";
  rowsDone = 0;
  /** The total of the stage, or 0 if unknown. */
  rows: number;
  /** Rows that were read and will be written. */
  staged = 0;
  readonly #onStage: (stage: ImportStage) => void;

  constructor(rows: number, onStage: (stage: ImportStage) => void = () => undefined) {
    this.rows = rows;
    this.#onStage = onStage;
  }

  enter(stage: ImportStage, rows = 0): void {
    this.stage = stage;
    this.rowsDone = 0;
    this.rows = rows;
    this.#onStage(stage);
  }

  add(rows: number): void {
    this.rowsDone += rows;
  }
}
