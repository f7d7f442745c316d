import { ClientLeft } from "./errors.ts";

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

type Waiter<T> = PromiseWithResolvers<T> & {
  group: string;
  /** Called when it leaves the queue. */
  forget: () => void;
  hasBegun: boolean;
};

/** A client that waits for an answer. Its signal, which aborts when it has left, is made when it is first read. */
export type WaitingClient = { readonly signal: AbortSignal };

/** What a call waits for. The call keeps it for all that it waits for in the same queue. */
export type Turn = {
  caller: string;
  /** Groups of callers are served round-robin, and so are the callers of each. Default: a group of its own. */
  group?: string | undefined;
  client?: WaitingClient | undefined;
  /** How often it was served. */
  served?: number;
};

/** So often a call is served in one turn: a search of several statements waits once. A longer call waits again each time. */
const maxInTurn = 5;

/** So many callers are remembered after they were served. */
const maxRemembered = 1_000;

/**
 * A fair queue, bounded in length and time. Who was served longest ago is next, so a caller of few calls need not wait for
 * each one of many busy callers. Calls that have begun go first. The other waiters of a caller go in order. A full queue
 * admits a caller by evicting the last waiter of the caller that has the most.
 */
export class FairQueue<T> {
  readonly #settings: QueueSettings;
  readonly #callers = new Map<string, Set<Waiter<T>>>();
  /** The turns in which callers were served last, in that order. */
  readonly #served = new Map<string, number>();
  #turn = 0;
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

  /**
   * Rejects with the refusal if the queue is full or the wait is too long, and with ClientLeft if the client leaves.
   */
  join({ caller, group = caller, client, served = 0 }: Turn): Promise<T> {
    const hasBegun = served > 0 && served < maxInTurn;
    const { refusal, waitMilliseconds } = this.#settings;
    const signal = client?.signal;
    if (signal?.aborted) return Promise.reject(new ClientLeft());
    if (!hasBegun && !this.#hasRoom(caller)) return Promise.reject(refusal("full"));
    const late = () => this.#refuse(caller, waiter, refusal("late"));
    const left = () => this.#refuse(caller, waiter, new ClientLeft());
    const timer = waitMilliseconds === undefined ? undefined : setTimeout(late, waitMilliseconds);
    signal?.addEventListener("abort", left);
    const forget = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", left);
    };
    const waiter: Waiter<T> = { ...Promise.withResolvers<T>(), group, forget, hasBegun };
    const own = this.#callers.get(caller) ?? new Set();
    this.#callers.set(caller, hasBegun ? new Set([waiter, ...own]) : own.add(waiter));
    this.#length++;
    return waiter.promise;
  }

  /** Removes the first waiter of the next eligible caller. */
  next(mayGo: (caller: string) => boolean = () => true): { caller: string; waiter: Waiter<T> } | undefined {
    let next: { caller: string; waiter: Waiter<T> } | undefined;
    let [earliestOfGroup, earliest] = [Infinity, Infinity];
    for (const [caller, [waiter]] of this.#callers) {
      if (!waiter) continue;
      const ofGroup = waiter.hasBegun ? -1 : this.#lastTurnOf(waiter.group);
      if (ofGroup > earliestOfGroup) continue;
      const turn = this.#lastTurnOf(caller);
      if (ofGroup === earliestOfGroup && turn >= earliest) continue;
      if (mayGo(caller)) [next, earliestOfGroup, earliest] = [{ caller, waiter }, ofGroup, turn];
    }
    if (next === undefined) return undefined;
    const { caller, waiter } = next;
    this.#leave(caller, waiter);
    this.served(caller);
    if (waiter.group !== caller) this.served(waiter.group);
    return next;
  }

  /** Remembers who was served now, also without waiting. */
  served(caller: string) {
    this.#served.delete(caller);
    this.#served.set(caller, ++this.#turn);
    const [longestAgo] = this.#served.keys();
    if (this.#served.size > maxRemembered && longestAgo !== undefined) this.#served.delete(longestAgo);
  }

  #lastTurnOf(name: string): number {
    return this.#served.get(name) ?? 0;
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
    waiter.forget();
    const own = this.#callers.get(caller);
    if (!own?.delete(waiter)) return;
    this.#length--;
    if (own.size === 0) this.#callers.delete(caller);
  }
}
