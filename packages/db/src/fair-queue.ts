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
};

type Waiter<T> = PromiseWithResolvers<T> & { timer: NodeJS.Timeout | undefined };

/** So many callers are remembered after they were served. */
const mostRemembered = 1_000;

/** After so many milliseconds, a use counts for a third. */
const forgetting = 5_000;

type Use = { milliseconds: number; at: number };

/**
 * A fair queue, bounded in length and time. Who has used the least of late is next, so a call with several short steps need
 * not wait at each one for all busy callers. Each caller's waiters go in order. A full queue admits a caller by evicting the
 * last waiter of the caller that has the most.
 */
export class FairQueue<T> {
  readonly #settings: QueueSettings;
  readonly #callers = new Map<string, Set<Waiter<T>>>();
  /** Who used how much, in the order of their last uses. */
  readonly #used = new Map<string, Use>();
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

  /** Removes the first waiter of the next eligible caller. */
  next(mayGo: (caller: string) => boolean = () => true): { caller: string; waiter: Waiter<T> } | undefined {
    let next: string | undefined;
    let least = Infinity;
    const now = performance.now();
    for (const caller of this.#callers.keys()) {
      const used = this.#usedLately(caller, now);
      if (used < least && mayGo(caller)) [next, least] = [caller, used];
    }
    if (next === undefined) return undefined;
    const [waiter] = this.#callers.get(next) ?? [];
    if (!waiter) return undefined;
    this.#leave(next, waiter);
    this.used(next);
    return { caller: next, waiter };
  }

  /** Remembers a use, also of a caller that did not wait. `milliseconds`: as far as it is known. */
  used(caller: string, milliseconds = 1) {
    const at = performance.now();
    const sum = this.#usedLately(caller, at) + milliseconds;
    this.#used.delete(caller);
    this.#used.set(caller, { milliseconds: sum, at });
    const [longestAgo] = this.#used.keys();
    if (this.#used.size > mostRemembered && longestAgo !== undefined) this.#used.delete(longestAgo);
  }

  #usedLately(caller: string, now: number): number {
    const use = this.#used.get(caller);
    return use ? use.milliseconds * Math.exp((use.at - now) / forgetting) : 0;
  }

  refuseAll(error: Error) {
    for (const [caller, waiters] of this.#callers) {
      for (const waiter of waiters) this.#refuse(caller, waiter, error);
    }
  }

  #hasRoom(caller: string): boolean {
    const { longest = Infinity, maxWaitingPerCaller = longest } = this.#settings;
    if (this.lengthOf(caller) >= maxWaitingPerCaller) return false;
    return this.#length < longest || this.#makeRoom(caller);
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
