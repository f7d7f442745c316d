/** What keeps this process from answering soon: its own event loop, or the queue of reads in front of the database. */
export type OverloadReason = "event_loop" | "database";

/** As many requests at once are always taken, so that a short pause of a quiet server refuses nobody. */
export const alwaysTaken = 64;

const sampleMilliseconds = 10;
const maxLagMilliseconds = 25;
/** How long a statement may wait behind the other reads. */
const maxQueueMilliseconds = 100;
/** Older measurements say nothing about this moment. */
const forgottenMilliseconds = 100;

/** How many more requests may be in progress for each millisecond since something was late. */
const growthPerMillisecond = 0.2;

type Measurement = { startedAt: number | undefined; last: number; endedAt: number };

const nothing = (): Measurement => ({ startedAt: undefined, last: 0, endedAt: Number.NEGATIVE_INFINITY });

/**
 * Tells whether this process has more requests than it can answer soon. It measures only while many are in progress:
 * how late a timer of the event loop is, and the age of a statement in the queue that all reads share. Both count while
 * they are still late, so that one long iteration of the event loop does not accept everything that it reads. After that,
 * the number of requests in progress may grow slowly: one short iteration would otherwise accept hundreds.
 */
export class Overload {
  readonly #ping: () => Promise<void>;
  readonly #loop = nothing();
  readonly #queue = nothing();
  #late: { at: number; reason: OverloadReason } | undefined;

  /** `ping` waits for the database like any read. */
  constructor(ping: () => Promise<void>) {
    this.#ping = ping;
  }

  /** Undefined: one more request can be taken beside those in progress. */
  reason(inProgress: number): OverloadReason | undefined {
    if (inProgress <= alwaysTaken) return undefined;
    const now = performance.now();
    const reason = this.#findLate(now);
    if (reason) this.#late = { at: now, reason };
    if (!this.#late) return undefined;
    const allowed = alwaysTaken + (now - this.#late.at) * growthPerMillisecond;
    return inProgress > allowed ? this.#late.reason : undefined;
  }

  #findLate(now: number): OverloadReason | undefined {
    // Both measure all the time.
    const [lag, age] = [this.#lag(now), this.#age(now)];
    if (lag > maxLagMilliseconds) return "event_loop";
    return age > maxQueueMilliseconds ? "database" : undefined;
  }

  #lag(now: number): number {
    const begin = (end: () => void) => setTimeout(end, sampleMilliseconds).unref();
    return longest(this.#loop, now, begin) - sampleMilliseconds;
  }

  #age(now: number): number {
    // A failure answers at once, and so do all other statements then.
    return longest(this.#queue, now, (end) => void this.#ping().then(end, end));
  }
}

/** Returns the longer of the last measurement and the current one, which it begins if there is none. */
function longest(measurement: Measurement, now: number, begin: (end: () => void) => void): number {
  if (measurement.startedAt === undefined) {
    if (now - measurement.endedAt > forgottenMilliseconds) measurement.last = 0;
    measurement.startedAt = now;
    begin(() => {
      measurement.endedAt = performance.now();
      measurement.last = measurement.endedAt - now;
      measurement.startedAt = undefined;
    });
  }
  return Math.max(measurement.last, now - (measurement.startedAt ?? now));
}
