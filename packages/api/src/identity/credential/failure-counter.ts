import type { Database } from "@caretype/db";
import type { RateLimiterPostgres } from "rate-limiter-flexible";
import { limiterOver } from "../../kernel/procedure/rate-limit/in-database.ts";

const forgottenAfterSeconds = 86_400;
const longestDelaySeconds = 900;

type Counted = {
  kind: string;
  /** Failures before the first delay of a second. Each further failure doubles it. 0: no delays. */
  most: number;
};

/** Counts failures by key, and the delays that result. */
export class FailureCounter {
  readonly #failures: RateLimiterPostgres;
  readonly #delays: RateLimiterPostgres;
  readonly #most: number;

  constructor(db: Database, { kind, most }: Counted) {
    this.#failures = limiterOver(db, { kind, points: most, seconds: forgottenAfterSeconds });
    this.#delays = limiterOver(db, { kind: `${kind} delay`, points: 1, seconds: longestDelaySeconds });
    this.#most = most;
  }

  /** Locks the key until the transaction ends. */
  async hold(key: string): Promise<void> {
    await this.#failures.penalty(key, 0);
  }

  /** Remaining seconds of the current delay, or 0. */
  async delayOf(key: string): Promise<number> {
    const delay = await this.#delays.get(key);
    return delay === null ? 0 : Math.ceil(delay.msBeforeNext / 1000);
  }

  /** Resolves to whether this failure starts a delay. */
  async add(key: string): Promise<boolean> {
    const { consumedPoints } = await this.#failures.penalty(key);
    if (this.#most === 0 || consumedPoints < this.#most) return false;
    const seconds = Math.min(2 ** (consumedPoints - this.#most), longestDelaySeconds);
    await this.#delays.set(key, 1, seconds);
    return true;
  }

  async clear(key: string): Promise<void> {
    await Promise.all([this.#failures.delete(key), this.#delays.delete(key)]);
  }
}
