import { FairQueue } from "@caretype/db";
import { Overloaded } from "../log/fault-log.ts";
import type { Apart } from "./client.ts";

/** A practice and one of its accounts. Both are the address if they are unknown. */
export type Caller = { practice: string; account: string };

/** Reads and changes are admitted separately: a flood of one does not delay the other. */
export type CallKind = "query" | "mutation";

/** The longest wait for admission, in milliseconds. Answers then take at most about half a second. */
export const maxWait = 250;
/** Maximum jitter of a refusal, in milliseconds. It paces clients that retry at once. */
export const maxRefusalDelay = 1_300;
/** Bounds the memory of waiting requests. */
const maxWaiting = 4_096;
/** Floor of the limit. It keeps the database and the event loop busy, unless the database is far away. */
export const minLimit = 32;
const maxLimit = 256;
/** An account below this is admitted past the limit, so that a practice's locked records delay no other. */
const accountMinimum = 2;

/** The number of answers after which the limit is adapted. */
const windowSize = 100;
/** Milliseconds before the quickest time may be forgotten. */
const memory = 30_000;
const maxStep = 1.1;

/**
 * A gradient concurrency limit. While calls wait, it rises as long as the median service time is under twice the
 * quickest one: more concurrency then means more throughput. Otherwise it falls.
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
// One shared error: creating a stack would be most of the cost of a refusal.
const queueIsFull = createOverloaded();
const waitedTooLong = createOverloaded();

/** Jitter of a refusal in milliseconds, so that clients do not return at once. */
export const refusalDelayOf = (refusal: unknown): number =>
  refusal === waitedTooLong ? Math.random() * maxRefusalDelay : 0;

/**
 * Limits the concurrent calls of a process. Others wait in a fair queue, by practice and by account. A call that
 * waits too long is refused.
 */
export class Admission {
  readonly #limit = new GradientLimit();
  readonly #queue: FairQueue<void>;
  readonly #openOf = new Map<string, number>();
  #open = 0;
  #refused = 0;

  constructor() {
    this.#queue = new FairQueue({
      maxLength: maxWaiting,
      waitMilliseconds: maxWait,
      refusal: (why) => {
        this.#refused += 1;
        return why === "full" ? queueIsFull : waitedTooLong;
      },
    });
  }

  get open(): number {
    return this.#open;
  }

  get refused(): number {
    return this.#refused;
  }

  /**
   * Resolves when a call is admitted. Returns undefined if it is admitted at once.
   * @throws {Overloaded} after too long a wait.
   */
  admit({ practice, account }: Caller): Promise<void> | undefined {
    if (!this.#hasRoomFor(account)) return this.#queue.enqueue({ caller: account, group: practice });
    this.add(account, 1);
    return undefined;
  }

  /** Adds to an account's open calls. A negative number subtracts. */
  add(account: string, calls: number): void {
    this.#open += calls;
    const open = (this.#openOf.get(account) ?? 0) + calls;
    if (open > 0) this.#openOf.set(account, open);
    else this.#openOf.delete(account);
    if (calls < 0) this.#admitNext();
  }

  observe(milliseconds: number): void {
    this.#limit.observe(milliseconds, !this.#queue.isEmpty);
  }

  #hasRoomFor(account: string): boolean {
    if (this.#open < this.#limit.value) return true;
    return this.#open < maxLimit && (this.#openOf.get(account) ?? 0) < accountMinimum;
  }

  #admitNext(): void {
    while (!this.#queue.isEmpty) {
      const next = this.#queue.dequeue((account) => this.#hasRoomFor(account));
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

  /** Holds the place until the answer. Passes a function for waits that are no load. */
  async serve<Value>(answer: (apart: Apart) => Promise<Value>): Promise<Value> {
    this.#isServing = true;
    try {
      return await answer((wait) => this.#apart(wait));
    } finally {
      this.#admitted.admission.observe(performance.now() - this.#startedAt);
      this.#leave();
    }
  }

  /** Releases the place if the request ended before its calls began. */
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
