import { AsyncLocalStorage } from "node:async_hooks";
import { type Clock, chooseClock, machineClock } from "@caretype/core/kernel/field/time";
import { requireOptions } from "../require-known.ts";
import type { BackendClock, Duration } from "./clock.ts";

/** The clock of the backend in the current async context. Several backends of one process have different times. */
const clockOfBackend = new AsyncLocalStorage<MovableClock>();
chooseClock(() => clockOfBackend.getStore()?.current ?? machineClock);

const hour = 3_600_000;

/** In milliseconds: the new offset from the machine's clock, and its change. */
export type ClockMove = { ahead: number; change: number };

export class MovableClock implements BackendClock {
  #ahead = 0;
  /** Simulated elapsed time, in milliseconds. */
  #skipped = 0;
  #follow: (move: ClockMove) => Promise<void> = async () => undefined;
  #current = this.#newClock();

  get current(): Clock {
    return this.#current;
  }

  /** Runs a function with this clock, also for everything that it starts. */
  run<Result>(start: () => Result): Result {
    return clockOfBackend.run(this, start);
  }

  /** Starts at the machine's time, for a server that is about to start. */
  restart(): void {
    this.#ahead = 0;
    this.#current = this.#newClock();
  }

  /** @param follow Called at each move, for everything else that has a time. */
  attach(follow: (move: ClockMove) => Promise<void>): void {
    this.#follow = follow;
  }

  now(): Date {
    return new Date(this.#current.now());
  }

  async set(time: Date | string): Promise<void> {
    const wanted = new Date(time).getTime();
    if (Number.isNaN(wanted)) throw new TypeError(`${String(time)} is not a time.`);
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
    // Caches expire with the time. After a move back, entries would seem new for too long, so they expire, too.
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
