import type { Call, Send } from "./call.ts";
import { requestedDelayMs } from "./call-error.ts";
import { isErrorCode, isNetworkError } from "./errors.ts";
import { isNeverRetried, isNonReplayable } from "./paths.ts";
import { pause } from "./pause.ts";

/**
 * Retries of calls without an answer, or with `SERVICE_UNAVAILABLE`. The defaults cover a restart of the server:
 * attempts continue for about ten seconds, within `timeoutMs`.
 *
 * @example
 * const caretype = createClient({ url, retry: { attempts: 8 }, timeoutMs: 60_000 });
 */
export type RetryOptions = {
  /** The maximum number of attempts, including the first. Default: 8. */
  attempts?: number | undefined;
  /**
   * The maximum delay before the second attempt, in milliseconds. It doubles each time, up to three seconds. The
   * actual delay is random, from half of it to all of it. Default: 300.
   */
  firstDelayMs?: number | undefined;
};

export const retryOptions = { attempts: 1, firstDelayMs: 1 } satisfies Record<keyof RetryOptions, 1>;

const maxDelayMs = 3_000;

/**
 * Retries calls that may succeed later, with exponential back-off. Jitter spreads the retries of clients that failed
 * together. Aborted calls, and calls past their deadline, are not retried.
 */
export function withRetry({ attempts = 8, firstDelayMs = 300 }: RetryOptions, send: Send): Send {
  return async (call) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(call);
      } catch (error) {
        const maxMs = Math.min(firstDelayMs * 2 ** (attempt - 1), Math.max(firstDelayMs, maxDelayMs));
        const delayMs = requestedDelayMs(error) + (maxMs * (1 + Math.random())) / 2;
        if (attempt >= attempts || !maySucceed(call, error, delayMs)) throw error;
        await pause(delayMs, call.options?.signal);
      }
    }
  };
}

function maySucceed({ path, options, endsAt = Infinity }: Call, error: unknown, delayMs: number): boolean {
  if (options?.signal?.aborted || isNeverRetried(path)) return false;
  if (performance.now() + delayMs >= endsAt) return false;
  // The server guarantees that nothing was done.
  if (isErrorCode(error, "SERVICE_UNAVAILABLE")) return true;
  return isNetworkError(error) && !isNonReplayable(path);
}
