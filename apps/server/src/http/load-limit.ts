/** A process that answers so slowly has more calls than it can bear. In milliseconds. */
export const bearableWait = 100;
/** So many calls at once are always taken: fewer are not the reason for a slow answer. */
const fewestCalls = 64;
/** So many are taken before anything is measured: a burst that is answered in good time. */
export const burst = 256;
/** How much the limit falls at least. */
const decrease = 0.7;
const increase = 1.1;

/**
 * Limits how many calls of one kind a process works on at once, if their number makes all of them slow.
 *
 * The time of the quickest call in a window is the wait that no call escapes: the age of the queues of the event loop and
 * the database. A slow procedure or a locked record makes some calls slow, but not the quickest one. If that wait is
 * too long, the limit falls with it: half as many calls wait half as long. Otherwise it rises as far as it is needed.
 */
export class LoadLimit {
  #limit = burst;
  #open = 0;
  #mostOpen = 0;
  #quickest = Number.POSITIVE_INFINITY;

  /** Whether nothing is open, and the limit is as at the start, so that no window is needed. */
  get isIdle(): boolean {
    return this.#open === 0 && this.#limit === burst;
  }

  /** Whether another call is taken. */
  admits(): boolean {
    return this.#open < this.#limit;
  }

  enter(calls: number): void {
    this.#open += calls;
    this.#mostOpen = Math.max(this.#mostOpen, this.#open);
  }

  leave(calls: number, milliseconds: number): void {
    this.#open -= calls;
    this.#quickest = Math.min(this.#quickest, milliseconds);
  }

  /** Ends a window of measurement. `lateMilliseconds`: how late the event loop ran the timer of the window. */
  endWindow(lateMilliseconds: number): void {
    const ownWait = this.#quickest === Number.POSITIVE_INFINITY ? 0 : this.#quickest;
    const isOverloaded = Math.max(ownWait, lateMilliseconds) > bearableWait;
    if (isOverloaded && this.#mostOpen >= fewestCalls) {
      // The event loop may be late for the refusals, or for other programs. Fewer calls would not help as much then.
      const share = Math.min(decrease, bearableWait / ownWait);
      const calls = Math.min(this.#limit, this.#mostOpen) * share;
      this.#limit = Math.max(fewestCalls, Math.floor(calls));
    } else if (this.#mostOpen >= this.#limit / 2) this.#limit = Math.ceil(this.#limit * increase);
    else if (this.#limit < burst) this.#limit = burst;
    // Little by little, because the next window may need it again.
    else this.#limit = Math.max(burst, Math.floor(this.#limit / increase));
    this.#mostOpen = this.#open;
    this.#quickest = Number.POSITIVE_INFINITY;
  }
}

/** Reads and changes wait in queues of their own: the few connections for transactions make no read wait. */
export type CallKind = "query" | "mutation";

/** The limits of a process. */
export class LoadLimits {
  readonly query: LoadLimit;
  readonly mutation: LoadLimit;
  #refused = 0;

  constructor(make = () => new LoadLimit()) {
    this.query = make();
    this.mutation = make();
  }

  /** Requests refused so far. */
  get refused(): number {
    return this.#refused;
  }

  get isIdle(): boolean {
    return this.query.isIdle && this.mutation.isIdle;
  }

  /** Whether another request is taken. Counts a refusal. */
  admits(kind: CallKind): boolean {
    if (this[kind].admits()) return true;
    this.#refused += 1;
    return false;
  }

  endWindow(lateMilliseconds: number): void {
    this.query.endWindow(lateMilliseconds);
    this.mutation.endWindow(lateMilliseconds);
  }
}
