import { FairQueue } from "@caretype/db";
import type { Client } from "./client.ts";

type Settings = {
  /** Maximum number of concurrent tasks. */
  concurrency: number;
  /** Maximum number of waiting tasks. */
  maxQueueLength: number;
  busy: () => Error;
  /** How long a slot stays empty after a task of this duration, both in milliseconds. Default: 0. */
  pauseAfter?: (milliseconds: number) => number;
  /** After this many milliseconds, another task may start beside it. Default: never. */
  maxSlotMilliseconds?: number;
};

/**
 * Limits concurrency, with a fair queue by caller. If the queue is full, the caller with the longest queue loses
 * their last task to a caller with a shorter one, so that one caller cannot block others.
 */
export class ConcurrencyLimit {
  readonly #settings: Settings;
  readonly #queue: FairQueue<void>;
  #running = 0;

  constructor(settings: Settings) {
    const { maxQueueLength, busy } = settings;
    this.#settings = settings;
    this.#queue = new FairQueue({ maxLength: maxQueueLength, refusal: busy });
  }

  get waiting(): number {
    return this.#queue.length;
  }

  /**
   * Rejects with `busy` if the queue is full, or the task is evicted. Does not run the task if the client leaves
   * before its turn.
   */
  async run<T>(caller: string, task: () => Promise<T>, client?: Client): Promise<T> {
    if (this.#running < this.#settings.concurrency) this.#running++;
    else await (client?.apart(this.#queue.enqueue({ caller, client })) ?? this.#queue.enqueue({ caller }));
    const startedAt = performance.now();
    let hasSlot = true;
    const leave = () => {
      if (hasSlot) this.#free();
      hasSlot = false;
    };
    const { maxSlotMilliseconds } = this.#settings;
    const timer = maxSlotMilliseconds === undefined ? undefined : setTimeout(leave, maxSlotMilliseconds);
    try {
      return await task();
    } finally {
      const pause = this.#settings.pauseAfter?.(performance.now() - startedAt) ?? 0;
      clearTimeout(timer);
      if (pause > 0) setTimeout(leave, pause);
      else leave();
    }
  }

  #free(): void {
    const next = this.#queue.dequeue();
    if (next) next.waiter.resolve();
    else this.#running--;
  }

  /** Rejects all waiting and later tasks. */
  refuseAll(): void {
    this.#queue.refuseAll(this.#settings.busy());
  }
}
