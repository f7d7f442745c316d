export type QueueBounds = {
  /** How many may wait. Default: any number. */
  longest?: number;
  /** How many of one caller may wait. Default: as many as of all. */
  longestOfOne?: number;
  /** For how long one waits at most. Default: for ever. */
  waitMilliseconds?: number;
};

type QueueSettings = QueueBounds & {
  /** What is answered where there is no room, or no longer. */
  refusal: (why: "full" | "late") => Error;
  /** Whether a full queue has room for a caller who has less in it than another, who then loses the last one. */
  evicts?: boolean;
};

type Waiter<T> = PromiseWithResolvers<T> & { timer: NodeJS.Timeout | undefined };

/** Those who wait for something: bounded in length and time. Callers take turns, each in its own order. */
export class FairQueue<T> {
  readonly #settings: QueueSettings;
  /** The next one's turn first. */
  readonly #callers = new Map<string, Set<Waiter<T>>>();
  #length = 0;

  constructor(settings: QueueSettings) {
    this.#settings = settings;
  }

  get isEmpty() {
    return this.#length === 0;
  }

  lengthOf(caller: string): number {
    return this.#callers.get(caller)?.size ?? 0;
  }

  /** Rejects with the refusal when too many wait, or it took too long. */
  join(caller: string): Promise<T> {
    const { refusal, waitMilliseconds } = this.#settings;
    if (!this.#hasRoom(caller)) return Promise.reject(refusal("full"));
    const waiter: Waiter<T> = { ...Promise.withResolvers<T>(), timer: undefined };
    if (waitMilliseconds !== undefined) {
      waiter.timer = setTimeout(() => this.#refuse(caller, waiter, refusal("late")), waitMilliseconds);
    }
    const own = this.#callers.get(caller) ?? new Set();
    this.#callers.set(caller, own.add(waiter));
    this.#length++;
    return waiter.promise;
  }

  /** Takes the first of the next caller that may go, and puts the caller behind the others. */
  next(mayGo: (caller: string) => boolean = () => true): { caller: string; waiter: Waiter<T> } | undefined {
    for (const caller of this.#callers.keys()) {
      const waiter = mayGo(caller) ? this.nextOf(caller) : undefined;
      if (waiter) return { caller, waiter };
    }
    return undefined;
  }

  /** The same of one caller. */
  nextOf(caller: string): Waiter<T> | undefined {
    const [waiter] = this.#callers.get(caller) ?? [];
    if (!waiter) return undefined;
    const rest = this.#callers.get(caller);
    this.#leave(caller, waiter);
    if (rest && rest.size > 0) {
      this.#callers.delete(caller);
      this.#callers.set(caller, rest);
    }
    return waiter;
  }

  refuseAll(error: Error) {
    for (const [caller, waiters] of this.#callers) {
      for (const waiter of waiters) this.#refuse(caller, waiter, error);
    }
  }

  #hasRoom(caller: string): boolean {
    const { longest = Infinity, longestOfOne = longest, evicts = false } = this.#settings;
    if (this.lengthOf(caller) >= longestOfOne) return false;
    return this.#length < longest || (evicts && this.#makeRoom(caller));
  }

  /** False for whoever has as many in the queue as anybody. */
  #makeRoom(caller: string): boolean {
    let most = caller;
    for (const name of this.#callers.keys()) if (this.lengthOf(name) > this.lengthOf(most)) most = name;
    // To take one from who has one more would only change places.
    if (this.lengthOf(most) <= this.lengthOf(caller) + 1) return false;
    const last = [...(this.#callers.get(most) ?? [])].at(-1);
    if (!last) return false;
    this.#refuse(most, last, this.#settings.refusal("full"));
    return true;
  }

  #refuse(caller: string, waiter: Waiter<T>, error: Error) {
    this.#leave(caller, waiter);
    waiter.reject(error);
  }

  #leave(caller: string, waiter: Waiter<T>) {
    clearTimeout(waiter.timer);
    const own = this.#callers.get(caller);
    if (!own?.delete(waiter)) return;
    this.#length--;
    if (own.size === 0) this.#callers.delete(caller);
  }
}
