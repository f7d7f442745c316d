import type { Call, Send } from "./call.ts";
import { askedDelayMs } from "./call-error.ts";
import { isErrorCode, isNetworkError } from "./errors.ts";
import { isNeverSentTwice, isNotKept } from "./paths.ts";

/**
 * How often a call is sent that was not answered, or with `SERVICE_UNAVAILABLE`. What is not given is such that a
 * server may be restarted meanwhile: the attempts go on for about ten seconds, as far as `timeoutMs` leaves them.
 *
 * @example
 * const caretype = createClient({ url, retry: { attempts: 8 }, timeoutMs: 60_000 });
 */
export type RetryOptions = {
  /** How often it is sent at most, the first time included. Default: 8. */
  attempts?: number | undefined;
  /**
   * The most that is waited before the second attempt, in milliseconds; each time twice that, until it is three
   * seconds. At least half of it is waited, the rest by chance. Default: 300.
   */
  firstDelayMs?: number | undefined;
};

const longestDelayMs = 3_000;

/**
 * Sends a call again that may pass the next time, after a time that doubles and is partly random, so that clients
 * which failed together do not come back together. Not what its caller has given up, nor past its deadline.
 */
export function withRetry({ attempts = 8, firstDelayMs = 300 }: RetryOptions, send: Send): Send {
  return async (call) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await send(call);
      } catch (error) {
        const mostMs = Math.min(firstDelayMs * 2 ** (attempt - 1), Math.max(firstDelayMs, longestDelayMs));
        const delayMs = askedDelayMs(error) + (mostMs * (1 + Math.random())) / 2;
        if (attempt >= attempts || !maySucceed(call, error, delayMs)) throw error;
        await pause(delayMs, call.options?.signal);
      }
    }
  };
}

function maySucceed({ path, options, endsAt = Infinity }: Call, error: unknown, delayMs: number): boolean {
  if (options?.signal?.aborted || isNeverSentTwice(path)) return false;
  if (performance.now() + delayMs >= endsAt) return false;
  // Then the server has said that nothing was done.
  if (isErrorCode(error, "SERVICE_UNAVAILABLE")) return true;
  return isNetworkError(error) && !isNotKept(path);
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }, ms);
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
