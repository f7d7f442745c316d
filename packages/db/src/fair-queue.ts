import { ClientLeft } from "./errors.ts";

export type QueueBounds = {
  /** Maximum number of waiters. Default: unlimited. */
  maxLength?: number;
  /** Maximum number of waiters per caller. Default: `maxLength`. */
  maxWaitingPerCaller?: number;
  /** Maximum wait in milliseconds. Default: unlimited. */
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

/** A client that waits for an answer. Its signal aborts when it leaves, and is created on first use. */
export type WaitingClient = { readonly signal: AbortSignal };

/** Identifies a call. Its later waits in the same queue share a turn. */
export type Turn = {
  caller: string;
  /** Groups of callers are served round-robin, and so are the callers of each. Default: a group of its own. */
  group?: string | undefined;
  client?: WaitingClient | undefined;
  /** Number of times served. */
  served?: number;
};

/**
 * Maximum times that a call is served in one turn: a search of several statements waits once. A longer call waits
 * again each time.
 */
const maxInTurn = 5;

/** Maximum number of remembered callers. */
const maxRemembered = 1_000;

/**
 * A fair queue, bounded in length and time. Round-robin, least recently served first, by group and by caller. So a
 * caller of few calls does not wait for each call of busy ones. A call that has begun takes precedence. Each caller's
 * other waiters are served in order. A full queue admits a caller and evicts the last waiter of the caller with the
 * most, if that one has at least two more.
 */
export class FairQueue<T> {
  readonly #settings: QueueSettings;
  readonly #callers = new Map<string, Set<Waiter<T>>>();
  /** When callers were served last, as turn numbers in ascending order. */
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
  enqueue({ caller, group = caller, client, served = 0 }: Turn): Promise<T> {
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
  dequeue(
    isEligible: (caller: string) => boolean = () => true,
  ): { caller: string; waiter: Waiter<T> } | undefined {
    let next: { caller: string; waiter: Waiter<T> } | undefined;
    let [earliestOfGroup, earliest] = [Infinity, Infinity];
    for (const [caller, [waiter]] of this.#callers) {
      if (!waiter) continue;
      const ofGroup = waiter.hasBegun ? -1 : this.#lastTurnOf(waiter.group);
      if (ofGroup > earliestOfGroup) continue;
      const turn = this.#lastTurnOf(caller);
      if (ofGroup === earliestOfGroup && turn >= earliest) continue;
      if (isEligible(caller)) [next, earliestOfGroup, earliest] = [{ caller, waiter }, ofGroup, turn];
    }
    if (next === undefined) return undefined;
    const { caller, waiter } = next;
    this.#leave(caller, waiter);
    this.recordServed(caller);
    if (waiter.group !== caller) this.recordServed(waiter.group);
    return next;
  }

  /** Records a caller as served now, also one that did not wait. */
  recordServed(caller: string) {
    this.#served.delete(caller);
    this.#served.set(caller, ++this.#turn);
    const [oldest] = this.#served.keys();
    if (this.#served.size > maxRemembered && oldest !== undefined) this.#served.delete(oldest);
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
    const { maxLength = Infinity, maxWaitingPerCaller = maxLength } = this.#settings;
    if (this.lengthOf(caller) >= maxWaitingPerCaller) return false;
    return this.#length < maxLength || this.#makeRoom(caller);
  }

  /** Returns false if no other caller has at least two more in the queue. */
  #makeRoom(caller: string): boolean {
    let busiest = caller;
    for (const name of this.#callers.keys()) if (this.lengthOf(name) > this.lengthOf(busiest)) busiest = name;
    // Evicting from a caller with only one more would just swap the two.
    if (this.lengthOf(busiest) <= this.lengthOf(caller) + 1) return false;
    const last = [...(this.#callers.get(busiest) ?? [])].at(-1);
    if (!last) return false;
    this.#refuse(busiest, last, this.#settings.refusal("full"));
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
