import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseHandle } from "@caretype/db";

/** Thrown if somebody cancelled the job. */
export class JobCancelled extends Error {
  override readonly name = "JobCancelled";
}

type Watching = {
  database: Pick<DatabaseHandle, "transaction">;
  /** Resolves to false if the job is gone. */
  save: (tx: Database) => Promise<boolean>;
};

const saveMilliseconds = 1_000;

/** Saves a job's progress once a second. `signal` aborts if the job was cancelled. */
export function watchJob({ database, save }: Watching): {
  signal: AbortSignal;
  stop(): Promise<void>;
} {
  const cancelled = new AbortController();
  const stopping = new AbortController();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      // A failed save is retried a second later.
      const isWanted = await database.transaction(save).catch(() => true);
      if (!isWanted) return cancelled.abort(new JobCancelled());
      await pause(saveMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const watching = watch();
  return {
    signal: cancelled.signal,
    async stop() {
      stopping.abort();
      await watching;
    },
  };
}
