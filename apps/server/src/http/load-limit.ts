/** A process that answers so slowly has more calls than it can bear. In milliseconds. */
export const bearableWait = 100;
/** So many calls at once are always taken: fewer are not the reason for a slow answer. */
const fewestCalls = 64;
/** How much the limit falls at least. */
const decrease = 0.7;
const increase = 1.1;

/**
 * Limits how many calls a process works on at once, if their number makes all of them slow.
 *
 * The time of the quickest call in a window is the wait that no call escapes: the age of the queues of the event loop and
 * the database. A slow procedure or a locked record makes some calls slow, but not the quickest one. If that wait is
 * too long, the limit falls with it: half as many calls wait half as long. Otherwise it rises, and is lifted when it is not
 * needed.
 */
export class LoadLimit {
  #limit = Number.POSITIVE_INFINITY;
  #open = 0;
  #mostOpen = 0;
  #quickest = Number.POSITIVE_INFINITY;
  #refused = 0;

  /** Calls refused so far. */
  get refused(): number {
    return this.#refused;
  }

  /** Whether nothing is open or limited, so that no window is needed. */
  get isIdle(): boolean {
    return this.#open === 0 && this.#limit === Number.POSITIVE_INFINITY;
  }

  /** Whether another call is taken. Counts a refusal. */
  admits(): boolean {
    if (this.#open < this.#limit) return true;
    this.#refused += 1;
    return false;
  }

  enter(): void {
    this.#open += 1;
    this.#mostOpen = Math.max(this.#mostOpen, this.#open);
  }

  leave(milliseconds: number): void {
    this.#open -= 1;
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
    } else if (this.#mostOpen < this.#limit / 2) this.#limit = Number.POSITIVE_INFINITY;
    else this.#limit = Math.ceil(this.#limit * increase);
    this.#mostOpen = this.#open;
    this.#quickest = Number.POSITIVE_INFINITY;
  }
}
