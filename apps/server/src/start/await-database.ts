import { printToStderr } from "@caretype/cli/output";
import { isTransientFailure } from "@caretype/db";
import pRetry from "p-retry";
import type { Settings } from "../settings/settings.ts";

type WaitOptions = Pick<Settings, "databaseWaitSeconds"> & {
  /** Ends the wait, which throws the signal's reason. */
  signal?: AbortSignal | undefined;
  say?: (text: string) => void;
};

/**
 * Retries a function until the database answers, for as long as the settings allow. Prints the reason for waiting. The
 * function must be safe to repeat.
 * @throws the last attempt's error, or at once if waiting cannot help.
 */
export async function awaitDatabase<T>(
  run: () => Promise<T>,
  { databaseWaitSeconds: seconds, signal, say = printToStderr }: WaitOptions,
): Promise<T> {
  const reasons = new Set<string>();
  const result = await pRetry(run, {
    retries: Number.POSITIVE_INFINITY,
    maxRetryTime: seconds * 1_000,
    minTimeout: 200,
    factor: 1.5,
    maxTimeout: 2_000,
    ...(signal && { signal }),
    shouldRetry: ({ error }) => {
      if (!isTransientFailure(error)) return false;
      // Two errors may alternate, while the database starts and fails again.
      if (!reasons.has(describe(error))) say(waitingFor(describe(error), seconds));
      reasons.add(describe(error));
      return true;
    },
  });
  if (reasons.size > 0) say("The database is reachable now.");
  return result;
}

const waitingFor = (reason: string, seconds: number) =>
  `The database cannot be reached yet (${reason}). Waiting for it, up to ${seconds} seconds (DATABASE_WAIT_SECONDS) …`;

const describe = ({ message, cause }: Error) => (cause instanceof Error && cause.message) || message;
