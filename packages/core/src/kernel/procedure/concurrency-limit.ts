import { FairQueue } from "@caretype/db";
import type { Client } from "./client.ts";

type Bounds = {
  /** Maximum number of concurrent tasks. */
  places: number;
  /** Maximum number of waiting tasks. */
  longest: number;
  busy: () => Error;
  /** How long a place stays empty after a task that took so long, both in milliseconds. Default: not at all. */
  restAfter?: (milliseconds: number) => number;
  /** After so many milliseconds, another task may begin beside it. Default: never. */
  maxTurn?: number;
};

/**
 * Limits concurrency, with a fair queue by caller. If the queue is full, the caller with most entries loses its last one
 * to a caller with fewer. So one caller cannot block others.
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
   * Rejects with `busy` if the queue has no room, or the task loses its place. Without the task, if the client leaves
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
