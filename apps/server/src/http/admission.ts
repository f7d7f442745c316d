import { FairQueue } from "@caretype/db";
import { Overloaded } from "../log/fault-log.ts";
import type { Apart } from "./client.ts";

/** A practice and one of its accounts, or an address for both while they are unknown. */
export type Caller = { practice: string; account: string };

/** Reads and changes are admitted separately: a flood of one does not delay the other. */
export type CallKind = "query" | "mutation";

/** How long a call may wait for admission, in milliseconds. With the answer, that is at most about half a second. */
export const maxWait = 250;
/** A refusal after that wait is sent later by up to this time, in milliseconds, so that clients that retry at once are paced. */
export const maxRefusalDelay = 1_300;
/** Bounds the memory of waiting requests. */
const maxWaiting = 4_096;
/** Enough calls at once to keep the database and the event loop busy, unless the database is far away. */
export const minLimit = 32;
const maxLimit = 256;
/** An account with fewer open calls is admitted past the limit, so that locked records of one practice delay no other. */
const accountMinimum = 2;

/** The number of answers after which the limit is adapted. */
const windowSize = 100;
/** How long the quickest time is remembered at least, in milliseconds. */
const memory = 30_000;
const maxStep = 1.1;

/**
 * A gradient limit of concurrency. While calls wait for admission, it rises as long as the median service time is less than
 * twice the quickest one, because more calls at once then mean more answers. Otherwise it falls.
 */
class GradientLimit {
  #value = minLimit;
  readonly #times: number[] = [];
  #quickest = Number.POSITIVE_INFINITY;
  #quickestBefore = Number.POSITIVE_INFINITY;
  #since = performance.now();

  get value(): number {
    return this.#value;
  }

  /** `milliseconds`: the service time of a call. `isNeeded`: whether others wait for admission. */
  observe(milliseconds: number, isNeeded: boolean): void {
    const times = this.#times;
    if (milliseconds < this.#quickest) this.#quickest = milliseconds;
    if (times.push(milliseconds) < windowSize) return;
    const median = times.sort((one, other) => one - other)[windowSize / 2] ?? 0;
    times.length = 0;
    const gradient = (2 * Math.min(this.#quickest, this.#quickestBefore)) / median;
    const step = Math.min(isNeeded ? maxStep : 1, Math.max(1 / maxStep, gradient));
    this.#value = Math.min(maxLimit, Math.max(minLimit, Math.round(this.#value * step)));
    const now = performance.now();
    if (now - this.#since < memory) return;
    this.#since = now;
    this.#quickestBefore = this.#quickest;
    this.#quickest = Number.POSITIVE_INFINITY;
  }
}

const createOverloaded = () =>
  new Overloaded(
    "More calls arrive than this process can answer in good time. If it lasts, add processes: see docs/operate/deployment.md#overload.",
  );
// One for all: a stack for each would be most of the cost of a refusal.
const queueIsFull = createOverloaded();
const waitedTooLong = createOverloaded();

/** How long a refusal is held, in milliseconds. At random, so that the clients do not all return at once. */
export const refusalDelayOf = (refusal: unknown): number =>
  refusal === waitedTooLong ? Math.random() * maxRefusalDelay : 0;

/**
 * Limits how many calls a process works on at once. Further ones wait in a fair queue, by practice and by account. Those
 * that wait too long are refused.
 */
export class Admission {
  readonly #limit = new GradientLimit();
  readonly #waiting: FairQueue<void>;
  readonly #openOf = new Map<string, number>();
  #open = 0;
  #refused = 0;

  constructor() {
    this.#waiting = new FairQueue({
      longest: maxWaiting,
      waitMilliseconds: maxWait,
      refusal: (why) => {
        this.#refused += 1;
        return why === "full" ? queueIsFull : waitedTooLong;
      },
    });
  }

  /** Calls in service. */
  get open(): number {
    return this.#open;
  }

  /** Requests refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /**
   * Admits a call at once, or resolves when it is admitted.
   *
   * @throws {Overloaded} after too long a wait.
   */
  admit({ practice, account }: Caller): Promise<void> | undefined {
    if (!this.#hasRoomFor(account)) return this.#waiting.join({ caller: account, group: practice });
    this.add(account, 1);
    return undefined;
  }

  /** Counts further calls of an account, or with a negative number, fewer. */
  add(account: string, calls: number): void {
    this.#open += calls;
    const open = (this.#openOf.get(account) ?? 0) + calls;
    if (open > 0) this.#openOf.set(account, open);
    else this.#openOf.delete(account);
    if (calls < 0) this.#admitNext();
  }

  observe(milliseconds: number): void {
    this.#limit.observe(milliseconds, !this.#waiting.isEmpty);
  }

  #hasRoomFor(account: string): boolean {
    if (this.#open < this.#limit.value) return true;
    return this.#open < maxLimit && (this.#openOf.get(account) ?? 0) < accountMinimum;
  }

  #admitNext(): void {
    while (!this.#waiting.isEmpty) {
      const next = this.#waiting.next((account) => this.#hasRoomFor(account));
      if (next === undefined) return;
      this.add(next.caller, 1);
      next.waiter.resolve();
    }
  }
}

type Admitted = { admission: Admission; account: string; calls: number };

/** The admitted calls of a request, from their admission to their answer. */
export class Place {
  readonly #admitted: Admitted;
  #startedAt = performance.now();
  #isServing = false;
  #isHeld = true;

  constructor(admitted: Admitted) {
    this.#admitted = admitted;
    const { admission, account, calls } = admitted;
    if (calls > 1) admission.add(account, calls - 1);
  }

  /** Holds the place until the answer. The answer gets a function for waits that are no load. */
  async serve<Value>(answer: (apart: Apart) => Promise<Value>): Promise<Value> {
    this.#isServing = true;
    try {
      return await answer((wait) => this.#apart(wait));
    } finally {
      this.#admitted.admission.observe(performance.now() - this.#startedAt);
      this.#leave();
    }
  }

  /** Gives the place back if the request has ended before its calls began. */
  abandon(): void {
    if (!this.#isServing) this.#leave();
  }

  async #apart<Value>(wait: Promise<Value>): Promise<Value> {
    const { admission, account, calls } = this.#admitted;
    const since = performance.now();
    admission.add(account, -calls);
    try {
      return await wait;
    } finally {
      admission.add(account, calls);
      this.#startedAt += performance.now() - since;
    }
  }

  #leave(): void {
    const { admission, account, calls } = this.#admitted;
    if (this.#isHeld) admission.add(account, -calls);
    this.#isHeld = false;
  }
}
