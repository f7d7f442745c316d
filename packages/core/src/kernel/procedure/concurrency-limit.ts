import { FairQueue } from "@caretype/db";
import type { Client } from "./client.ts";

type Bounds = {
  /** Maximum number of concurrent tasks. */
  places: number;
  /** Maximum number of waiting tasks. */
  longest: number;
  busy: () => Error;
  /** How long a slot stays empty after a task of this duration, both in milliseconds. Default: 0. */
  restAfter?: (milliseconds: number) => number;
  /** After this many milliseconds, another task may start beside it. Default: never. */
  maxTurn?: number;
};

/**
 * Limits concurrency, with a fair queue by caller. If the queue is full, the caller with the longest queue loses
 * their last task to a caller with a shorter one, so that one caller cannot block others.
 */
export class ConcurrencyLimit {
  readonly #bounds: Bounds;
  readonly #waiting: FairQueue<void>;
  #running = 0;

  constructor(bounds: Bounds) {
    const { longest, busy } = bounds;
    this.#bounds = bounds;
    this.#waiting = new FairQueue({ longest, refusal: busy });
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /**
   * Rejects with `busy` if the queue is full, or the task is evicted. Does not run the task if the client leaves
   * before its turn.
   */
  async run<T>(caller: string, task: () => Promise<T>, client?: Client): Promise<T> {
    if (this.#running < this.#bounds.places) this.#running++;
    else await (client?.apart(this.#waiting.join({ caller, client })) ?? this.#waiting.join({ caller }));
    const startedAt = performance.now();
    let hasPlace = true;
    const leave = () => {
      if (hasPlace) this.#free();
      hasPlace = false;
    };
    const { maxTurn } = this.#bounds;
    const turn = maxTurn === undefined ? undefined : setTimeout(leave, maxTurn);
    try {
      return await task();
    } finally {
      const rest = this.#bounds.restAfter?.(performance.now() - startedAt) ?? 0;
      clearTimeout(turn);
      if (rest > 0) setTimeout(leave, rest);
      else leave();
    }
  }

  #free(): void {
    const next = this.#waiting.next();
    if (next) next.waiter.resolve();
    else this.#running--;
  }

  /** Rejects all waiting and later tasks. */
  refuseAll(): void {
    this.#waiting.refuseAll(this.#bounds.busy());
  }
}
