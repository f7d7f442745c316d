import { setTimeout as pause } from "node:timers/promises";
import type { Database, DatabaseHandle } from "@caretype/db";

/** Somebody has cancelled what is being done. */
export class JobCancelled extends Error {
  override readonly name = "JobCancelled";
}

type Watching = {
  database: Pick<DatabaseHandle, "transaction">;
  /** Resolves to whether there is still anything to be done. */
  note: (tx: Database) => Promise<boolean>;
};

const noteMilliseconds = 1_000;

/** Notes once a second how far a job is; `signal` says that it was cancelled meanwhile. */
export function watchJob({ database, note }: Watching): {
  signal: AbortSignal;
  stop(): Promise<void>;
} {
  const cancelled = new AbortController();
  const stopping = new AbortController();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      // What cannot be noted now is noted a second later.
      const isWanted = await database.transaction(note).catch(() => true);
      if (!isWanted) return cancelled.abort(new JobCancelled());
      await pause(noteMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
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
