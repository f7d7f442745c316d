import { FairQueue } from "@caretype/db";

type Bounds = {
  /** How many run at once. */
  places: number;
  /** How many wait. */
  longest: number;
  busy: () => Error;
};

/**
 * Runs so many tasks at once. Callers who wait take turns. Where the queue is full, whoever has most in it loses the last
 * one to who has less: one caller fills it only as long as nobody else comes.
 */
export class ConcurrencyLimit {
  readonly #bounds: Bounds;
  readonly #waiting: FairQueue<void>;
  #running = 0;

  constructor(bounds: Bounds) {
    const { longest, busy } = bounds;
    this.#bounds = bounds;
    this.#waiting = new FairQueue({ longest, refusal: busy, evicts: true });
  }

  /** Rejects with `busy` where there is no room for it, or no longer. */
  async run<T>(caller: string, task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#bounds.places) this.#running++;
    else await this.#waiting.join(caller);
    try {
      return await task();
    } finally {
      const next = this.#waiting.next();
      if (next) next.waiter.resolve();
      else this.#running--;
    }
  }

  /** Nobody gets a place any more. */
  refuseAll(): void {
    this.#waiting.refuseAll(this.#bounds.busy());
  }
}
