/** A process whose calls wait so long has more of them than it can bear. In milliseconds. */
export const bearableWait = 30;
/** So many calls at once are always taken: fewer are not the reason for a slow answer. */
const fewestCalls = 32;
/** How much the limit falls at least. */
const decrease = 0.7;
const increase = 1.1;
/** So few answers in a window say nothing of the others. */
const fewestAnswers = 20;
/** How many windows a shortest time is remembered at least. */
const remembered = 300;

/** Who calls: a practice and one of its accounts, or an address for both before they are known. */
export type Caller = { practice: string; account: string };

/** The caller of tests, and of a process with one user. */
const anybody: Caller = { practice: "", account: "" };

/** So many times the limit are open at most, however many callers are within their shares. */
const mostOverLimit = 8;

/** An open page sends so many calls at once. They are taken beside many others, if the server may have as many open. */
const callsOfPage = 4;

/** Counts open calls by practice, and by account in each. Those without any are not kept. */
class OpenCalls {
  readonly #practices = new Map<string, Map<string, number>>();

  add({ practice, account }: Caller, calls: number): void {
    const accounts = this.#practices.get(practice) ?? new Map<string, number>();
    const open = (accounts.get(account) ?? 0) + calls;
    if (open > 0) accounts.set(account, open);
    else accounts.delete(account);
    if (accounts.size > 0) this.#practices.set(practice, accounts);
    else this.#practices.delete(practice);
  }

  /** Whether the caller has less open than an equal share among all practices, and among the accounts of its own. */
  isWithinShare({ practice, account }: Caller, limit: number): boolean {
    const accounts = this.#practices.get(practice);
    const others = this.#practices.size - (accounts ? 1 : 0);
    const least = Math.min(callsOfPage, Math.floor((limit * mostOverLimit) / (others + 1)));
    const share = Math.max(1, least, Math.floor(limit / (others + 1)));
    if (!accounts) return true;
    const open = [...accounts.values()].reduce((sum, calls) => sum + calls, 0);
    const own = accounts.get(account) ?? 0;
    const colleagues = accounts.size - (own > 0 ? 1 : 0);
    return open < share && own < Math.max(1, Math.floor(share / (colleagues + 1)));
  }
}

/**
 * Limits how many calls of one kind a process works on at once, if their number makes them slow.
 *
 * The wait is how much longer half of the calls in a window take than the quickest one of the last half minute: the age of the
 * queues of the event loop and the database. If it is too long, the limit falls with it: half as many calls wait half as long.
 * Otherwise it rises as far as it is needed. A few slow calls or locked records change nothing, and neither does a database
 * that is far away.
 *
 * Nobody's calls take the places of others: at the limit, a caller with less than an equal share is still taken.
 */
export class LoadLimit {
  readonly #burst: number;
  #limit: number;
  #open = 0;
  #mostOpen = 0;
  readonly #calls = new OpenCalls();
  readonly #times: number[] = [];
  #quickest = Number.POSITIVE_INFINITY;
  #quickestBefore = Number.POSITIVE_INFINITY;
  #windows = 0;

  /** `burst`: how many are taken before anything is measured. */
  constructor(burst: number) {
    this.#burst = burst;
    this.#limit = burst;
  }

  /** Whether nothing is open, and the limit is as at the start, so that no window is needed. */
  get isIdle(): boolean {
    return this.#open === 0 && this.#limit === this.#burst;
  }

  /** Whether another call is taken. */
  admits(caller = anybody): boolean {
    if (this.#open < this.#limit) return true;
    return this.#open < this.#limit * mostOverLimit && this.#calls.isWithinShare(caller, this.#limit);
  }

  enter(calls: number, caller = anybody): void {
    this.#open += calls;
    this.#calls.add(caller, calls);
    this.#mostOpen = Math.max(this.#mostOpen, this.#open);
  }

  /** Calls that wait for their clients are not counted until they enter again. */
  pause(calls: number, caller = anybody): void {
    this.#open -= calls;
    this.#calls.add(caller, -calls);
  }

  leave(calls: number, milliseconds: number, caller = anybody): void {
    this.pause(calls, caller);
    this.#times.push(milliseconds);
    if (milliseconds < this.#quickest) this.#quickest = milliseconds;
  }

  /** Ends a window of measurement. `lateMilliseconds`: how late the event loop ran the timer of the window. */
  endWindow(lateMilliseconds: number): void {
    const ownWait = this.#wait();
    const isOverloaded = Math.max(ownWait, lateMilliseconds) > bearableWait;
    if (isOverloaded && this.#mostOpen >= fewestCalls) {
      // The event loop may be late for the refusals, or for other programs. Fewer calls would not help as much then.
      const share = Math.min(decrease, bearableWait / ownWait);
      const calls = Math.min(this.#limit, this.#mostOpen) * share;
      this.#limit = Math.max(fewestCalls, Math.floor(calls));
    } else if (this.#mostOpen >= this.#limit / 2) this.#limit = Math.ceil(this.#limit * increase);
    else if (this.#limit < this.#burst) this.#limit = this.#burst;
    // Little by little, because the next window may need it again.
    else this.#limit = Math.max(this.#burst, Math.floor(this.#limit / increase));
    this.#mostOpen = this.#open;
    this.#times.length = 0;
    if (++this.#windows % remembered === 0) {
      this.#quickestBefore = this.#quickest;
      this.#quickest = Number.POSITIVE_INFINITY;
    }
  }

  #wait(): number {
    const times = this.#times.sort((one, other) => one - other);
    const typical = times[times.length < fewestAnswers ? 0 : times.length >> 1] ?? 0;
    return Math.max(0, typical - Math.min(this.#quickest, this.#quickestBefore));
  }
}

/** Reads and changes wait in queues of their own: the few connections for transactions make no read wait. */
export type CallKind = "query" | "mutation";

/** So many at once are answered in good time. Changes are slower, and few connections take them. */
export const bursts: Readonly<Record<CallKind, number>> = { query: 256, mutation: 128 };

type LastCall = { account: string; at: number };

const never: LastCall = { account: "", at: Number.NEGATIVE_INFINITY };
/** An account whose last call is older is no neighbour. In milliseconds. */
const neighbourFor = 1_000;

/** The limits of a process. */
export class LoadLimits {
  readonly query: LoadLimit;
  readonly mutation: LoadLimit;
  #refused = 0;
  #newest = never;
  /** The newest of another account than `#newest`. */
  #newestOfOther = never;

  constructor(make = (burst: number) => new LoadLimit(burst)) {
    this.query = make(bursts.query);
    this.mutation = make(bursts.mutation);
  }

  /** Requests refused so far. */
  get refused(): number {
    return this.#refused;
  }

  get isIdle(): boolean {
    return this.query.isIdle && this.mutation.isIdle;
  }

  countRefusal(): void {
    this.#refused += 1;
  }

  /** Remembers who calls. */
  arrived({ account }: Caller): void {
    if (this.#newest.account !== account) this.#newestOfOther = this.#newest;
    this.#newest = { account, at: performance.now() };
  }

  /** Whether two accounts or more called within the last second. */
  get isShared(): boolean {
    return performance.now() - this.#newestOfOther.at < neighbourFor;
  }

  endWindow(lateMilliseconds: number): void {
    this.query.endWindow(lateMilliseconds);
    this.mutation.endWindow(lateMilliseconds);
  }
}
