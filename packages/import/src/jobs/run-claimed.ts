import { setTimeout as pause } from "node:timers/promises";
import type { ErrorCode } from "@caretype/core/kernel/error/definitions";
import { DomainError } from "@caretype/core/kernel/error/domain-error";
import { type Database, type DatabaseHandle, JobPostponed } from "@caretype/db";
import { codeOf } from "../source/problems.ts";

/** Thrown if the job was cancelled. */
export class JobCancelled extends Error {
  override readonly name = "JobCancelled";
}

type Watching = {
  database: Pick<DatabaseHandle, "transaction">;
  /** Saves the progress. Undefined if the job is gone. */
  save: (tx: Database) => Promise<object | undefined>;
};

const saveMilliseconds = 1_000;

/** Saves a job's progress once a second. `signal` aborts if the job was cancelled. */
function watchJob({ database, save }: Watching): {
  signal: AbortSignal;
  stop(): Promise<void>;
} {
  const cancelled = new AbortController();
  const stopping = new AbortController();
  const watch = async () => {
    while (!stopping.signal.aborted) {
      // A failed save is retried a second later.
      const saved = await database.transaction(save).catch(() => ({}));
      if (!saved) return cancelled.abort(new JobCancelled());
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

/** A job may crash each server that runs it, so attempts are limited. */
const maxAttempts = 5;

export type Running = {
  database: DatabaseHandle;
  /** Called with errors that make a job fail. */
  onFailure: (error: unknown) => void;
};

type Claimed = {
  database: DatabaseHandle;
  /** Aborts if the server stops, or another one runs the job. */
  signal: AbortSignal;
  attempts: number;
  save: Watching["save"];
  /** Returns the job to the queue. */
  release: (tx: Database) => Promise<unknown>;
  work: (signal: AbortSignal) => Promise<void>;
  /** Ends a failed job. `isOurs`: the caller is not at fault. */
  end: (error: unknown, failure: { code: ErrorCode; isOurs: boolean }) => Promise<void>;
  onFailure: (error: unknown) => void;
};

/** Runs a job, and saves its progress meanwhile. Rejects if the job must be retried. */
export async function runClaimed({ database, signal, save, ...job }: Claimed): Promise<void> {
  const watch = watchJob({ database, save });
  try {
    if (job.attempts > maxAttempts) throw new DomainError("SERVICE_UNAVAILABLE");
    await job.work(AbortSignal.any([signal, watch.signal]));
  } catch (error) {
    await watch.stop();
    if (error instanceof JobCancelled) return;
    if (signal.aborted) {
      await database.transaction(job.release);
      throw new JobPostponed("The server is stopping, or another one runs the job.");
    }
    const code = codeOf(error);
    const isPassing = code === "SERVICE_UNAVAILABLE";
    if (isPassing && job.attempts < maxAttempts) throw error;
    const isOurs = isPassing || code === "INTERNAL";
    if (isOurs) job.onFailure(error);
    await job.end(error, { code, isOurs });
  } finally {
    await watch.stop();
  }
}
