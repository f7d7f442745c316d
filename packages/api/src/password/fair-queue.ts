type Waiter = { start: () => void; refuse: (busy: Error) => void };

type Bounds = {
  /** How many run at once. */
  places: number;
  /** How many wait. */
  longest: number;
  busy: () => Error;
};

/**
 * Those who wait for a place: callers take turns, each in its own order. Where the line is full, whoever has most in it
 * loses the last one to who has less: one caller fills it only as long as nobody else comes.
 */
export class FairQueue {
  readonly #bounds: Bounds;
  /** The next one's turn first. */
  readonly #callers = new Map<string, Waiter[]>();
  #running = 0;
  #length = 0;

  constructor(bounds: Bounds) {
    this.#bounds = bounds;
  }

  /** Rejects with `busy` where there is no room for it, or no longer. */
  async run<T>(caller: string, task: () => Promise<T>): Promise<T> {
    if (this.#running < this.#bounds.places) this.#running++;
    else await this.#join(caller);
    try {
      return await task();
    } finally {
      this.#next();
    }
  }

  /** Nobody gets a place any more. */
  refuseAll(): void {
    for (const waiters of this.#callers.values()) {
      for (const { refuse } of waiters) refuse(this.#bounds.busy());
    }
    this.#callers.clear();
    this.#length = 0;
  }

  #join(caller: string): Promise<void> {
    if (this.#length >= this.#bounds.longest) this.#makeRoom(caller);
    const { promise, resolve: start, reject: refuse } = Promise.withResolvers<void>();
    const own = this.#callers.get(caller) ?? [];
    own.push({ start, refuse });
    this.#callers.set(caller, own);
    this.#length++;
    return promise;
  }

  /** @throws `busy` for whoever has as many in the line as anybody. */
  #makeRoom(caller: string): void {
    const countOf = (name: string) => this.#callers.get(name)?.length ?? 0;
    let most = caller;
    for (const name of this.#callers.keys()) if (countOf(name) > countOf(most)) most = name;
    // To take one from who has one more would only change places.
    if (countOf(most) <= countOf(caller) + 1) throw this.#bounds.busy();
    this.#callers.get(most)?.pop()?.refuse(this.#bounds.busy());
    this.#length--;
  }

  /** Hands a place on, and puts its caller behind the others. */
  #next(): void {
    const [first] = this.#callers;
    if (!first) {
      this.#running--;
      return;
    }
    const [caller, waiters] = first;
    this.#callers.delete(caller);
    const waiter = waiters.shift();
    if (waiters.length > 0) this.#callers.set(caller, waiters);
    this.#length--;
    waiter?.start();
  }
}
