import { FairQueue } from "@caretype/db";
import { DomainError } from "../error/domain-error.ts";

/** Runs what is given for one key after what was given for it before. */
export type KeyedMutex = <Result>(key: string, run: () => Promise<Result>) => Promise<Result>;

/**
 * Calls that wait for another with their key wait here, and so hold no connection: however many there are, one key
 * has one connection of a process. After `longestWait` (milliseconds) a call rejects with `SERVICE_UNAVAILABLE`.
 */
export function createKeyedMutex({ longestWait = 5_000 } = {}): KeyedMutex {
  const held = new Set<string>();
  const waiting = new FairQueue<void>({
    waitMilliseconds: longestWait,
    refusal: () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 }),
  });
  return async (key, run) => {
    if (held.has(key)) await waiting.join(key);
    else held.add(key);
    try {
      return await run();
    } finally {
      const next = waiting.nextOf(key);
      if (next) next.resolve();
      else held.delete(key);
    }
  };
}
