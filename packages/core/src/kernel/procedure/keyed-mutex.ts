import { FairQueue, type WaitingClient } from "@caretype/db";
import { DomainError } from "../error/domain-error.ts";

/** A mutex per key, first come first served. */
export type KeyedMutex = <Result>(
  key: string,
  run: () => Promise<Result>,
  client?: WaitingClient | undefined,
) => Promise<Result>;

/**
 * Waiting calls hold no connection, so each key uses at most one connection per process. After `maxWait`
 * (milliseconds), a call rejects with `SERVICE_UNAVAILABLE`.
 */
export function createKeyedMutex({ maxWait = 5_000 } = {}): KeyedMutex {
  const held = new Set<string>();
  const queue = new FairQueue<void>({
    waitMilliseconds: maxWait,
    refusal: () => new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds: 1 }),
  });
  return async (key, run, client) => {
    if (held.has(key)) await queue.enqueue({ caller: key, client });
    else held.add(key);
    try {
      return await run();
    } finally {
      const next = queue.dequeue((other) => other === key);
      if (next) next.waiter.resolve();
      else held.delete(key);
    }
  };
}
