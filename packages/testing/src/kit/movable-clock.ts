import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, chooseClock, machineClock } from "@caretype/core/kernel/field/time";
import { requireOptions } from "../require-known.ts";
import type { BackendClock, Duration } from "./clock.ts";

/** The clock of the backend whose code runs. Several backends of one process have different times. */
const clockOfBackend = new AsyncLocalStorage<MovableClock>();
chooseClock(() => clockOfBackend.getStore()?.current ?? machineClock);

const hour = 3_600_000;

/** In milliseconds: how far a clock is ahead of the machine's now, and how much of that is new. */
export type ClockMove = { ahead: number; change: number };

export class MovableClock implements BackendClock {
  /** How far it is ahead of the machine's clock, in milliseconds. */
  #ahead = 0;
  /** Elapsed time that did not really pass. */
  #skipped = 0;
  #follow: (move: ClockMove) => Promise<void> = async () => undefined;
  #current = this.#newClock();

  get current(): Clock {
    return this.#current;
  }

  /** Runs a function so that all code that it starts uses this clock. */
  run<Result>(start: () => Result): Result {
    return clockOfBackend.run(this, start);
  }

  /** Begins at the machine's time, for a server that is about to start. */
  restart(): void {
    this.#ahead = 0;
    this.#current = this.#newClock();
  }

  /** @param follow Tells what else has to follow each move. */
  attach(follow: (move: ClockMove) => Promise<void>): void {
    this.#follow = follow;
  }

  now(): Date {
    return new Date(this.#current.now());
  }

  async set(time: Date | string): Promise<void> {
    const wanted = new Date(time).getTime();
    if (Number.isNaN(wanted)) throw new TypeError(`${String(time)} is no time.`);
    await this.#move(wanted - Date.now());
  }

  async advance(duration: Duration): Promise<void> {
    await this.#move(this.#ahead + millisecondsOf(duration));
  }

  async reset(): Promise<void> {
    await this.#move(0);
  }

  async #move(ahead: number): Promise<void> {
    const change = ahead - this.#ahead;
    this.#ahead = ahead;
    // What is cached expires with the time. Set back, it would seem new for too long, so it has to look old, too.
    this.#skipped += change < 0 ? hour - change : change;
    // New ids follow the time back.
    if (change < 0) this.#current = this.#newClock();
    await this.#follow({ ahead, change });
  }

  #newClock(): Clock {
    return {
      now: () => Date.now() + this.#ahead,
      elapsed: () => performance.now() + this.#skipped,
    };
  }
}

const millisecondsOf = (duration: Duration): number => {
  requireOptions(duration, { days: 1, hours: 1, minutes: 1, seconds: 1, milliseconds: 1 });
  const { days = 0, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 } = duration;
  const sum = (days * 24 + hours) * hour + minutes * 60_000 + seconds * 1_000 + milliseconds;
  if (!Number.isFinite(sum)) throw new TypeError("A duration needs finite numbers.");
  return sum;
};
