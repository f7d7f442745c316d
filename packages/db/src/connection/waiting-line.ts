import { DatabaseUnavailable } from "../errors.ts";

export type LineBounds = {
  longestLine: number;
  /** The most that one caller may have in it; default: all of it. */
  longestOfOne?: number;
  waitMilliseconds: number;
};

type Waiter<T> = PromiseWithResolvers<T> & { timer: NodeJS.Timeout };

/** Those who wait for a connection: bounded in length and time, and callers take turns, each in its own order. */
export class WaitingLine<T> {
  readonly #bounds: LineBounds;
  readonly #callers = new Map<string, Set<Waiter<T>>>();
  #length = 0;

  constructor(bounds: LineBounds) {
    this.#bounds = bounds;
  }

  get isEmpty() {
    return this.#length === 0;
  }

  lengthOf(caller: string): number {
    return this.#callers.get(caller)?.size ?? 0;
  }

  /** Rejects with DatabaseUnavailable when the line is too long, or it took too long. */
  join(caller: string): Promise<T> {
    const { longestLine, longestOfOne = longestLine, waitMilliseconds } = this.#bounds;
    const own = this.#callers.get(caller) ?? new Set();
    if (this.#length >= longestLine || own.size >= longestOfOne) {
      return Promise.reject(new DatabaseUnavailable("Too many wait for a connection to the database."));
    }
    const timedOut = () => {
      this.#leave(caller, waiter);
      waiter.reject(new DatabaseUnavailable("No database connection came free in time."));
    };
    const timer = setTimeout(timedOut, waitMilliseconds);
    const waiter: Waiter<T> = { ...Promise.withResolvers<T>(), timer };
    this.#callers.set(caller, own.add(waiter));
    this.#length++;
    return waiter.promise;
  }

  /** Takes the first of the next caller that may go, and puts the caller behind the others. */
  next(mayGo: (caller: string) => boolean): { caller: string; waiter: Waiter<T> } | undefined {
    for (const [caller, [waiter]] of this.#callers) {
      if (waiter === undefined || !mayGo(caller)) continue;
      const rest = this.#callers.get(caller);
      this.#leave(caller, waiter);
      if (rest && rest.size > 0) {
        this.#callers.delete(caller);
        this.#callers.set(caller, rest);
      }
      return { caller, waiter };
    }
    return undefined;
  }

  refuseAll(error: DatabaseUnavailable) {
    for (const [caller, waiters] of this.#callers) {
      for (const waiter of waiters) {
        this.#leave(caller, waiter);
        waiter.reject(error);
      }
    }
  }

  #leave(caller: string, waiter: Waiter<T>) {
    clearTimeout(waiter.timer);
    const own = this.#callers.get(caller);
    if (!own?.delete(waiter)) return;
    this.#length--;
    if (own.size === 0) this.#callers.delete(caller);
  }
}
