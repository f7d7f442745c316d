import { setTimeout as pause } from "node:timers/promises";
import type { DatabaseHandle } from "@caretype/db";
import type { ProgressCounter } from "../progress-counter.ts";
import { noteProgress } from "./job-queries.ts";

/** Somebody has cancelled what is being done. */
export class JobCancelled extends Error {
  override readonly name = "JobCancelled";
}

type Watching = {
  database: Pick<DatabaseHandle, "transaction">;
  jobId: string;
  progress: ProgressCounter;
};

const noteMilliseconds = 1_000;

/** Notes once a second how far a job is; `signal` says that it was cancelled meanwhile. */
export function watchJob({ database, jobId, progress }: Watching): {
  signal: AbortSignal;
  stop(): Promise<void>;
} {
  const cancelled = new AbortController();
  const stopping = new AbortController();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      // What cannot be noted now is noted a second later.
      const isWanted = await database
        .transaction((tx) => noteProgress(tx, jobId, progress))
        .catch(() => true);
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
