export type QueueBounds = {
  /** The most waiters. Default: unlimited. */
  longest?: number;
  /** The most waiters of one caller. Default: `longest`. */
  maxWaitingPerCaller?: number;
  /** The longest wait. Default: unlimited. */
  waitMilliseconds?: number;
};

type QueueSettings = QueueBounds & {
  /** Returns the error for a waiter that finds the queue full, or has waited too long. */
  refusal: (why: "full" | "late") => Error;
  /** Whether a full queue admits a caller by evicting the last waiter of the caller that has the most. */
  evicts?: boolean;
};

type Waiter<T> = PromiseWithResolvers<T> & { timer: NodeJS.Timeout | undefined };

/** A fair queue, bounded in length and time. Callers are served round-robin, and each caller's waiters in order. */
export class FairQueue<T> {
  readonly #settings: QueueSettings;
  /** In the order in which callers are served. */
  readonly #callers = new Map<string, Set<Waiter<T>>>();
  #length = 0;

  constructor(settings: QueueSettings) {
    this.#settings = settings;
  }

  get isEmpty() {
    return this.#length === 0;
  }

  /** The number of all waiters. */
  get length() {
    return this.#length;
  }

  lengthOf(caller: string): number {
    return this.#callers.get(caller)?.size ?? 0;
  }

  /** Rejects with the refusal if the queue is full or the wait is too long. */
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

  /** Removes the first waiter of the next eligible caller, and moves that caller to the end. */
  next(mayGo: (caller: string) => boolean = () => true): { caller: string; waiter: Waiter<T> } | undefined {
    for (const caller of this.#callers.keys()) {
      const waiter = mayGo(caller) ? this.nextOf(caller) : undefined;
      if (waiter) return { caller, waiter };
    }
    return undefined;
  }

  /** Like `next`, for the given caller. */
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
    const { longest = Infinity, maxWaitingPerCaller = longest, evicts = false } = this.#settings;
    if (this.lengthOf(caller) >= maxWaitingPerCaller) return false;
    return this.#length < longest || (evicts && this.#makeRoom(caller));
  }

  /** Returns false if no other caller has at least two more in the queue. */
  #makeRoom(caller: string): boolean {
    let most = caller;
    for (const name of this.#callers.keys()) if (this.lengthOf(name) > this.lengthOf(most)) most = name;
    // Evicting from a caller with only one more would just swap the two.
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
