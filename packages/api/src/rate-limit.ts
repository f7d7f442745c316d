import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "./errors.ts";

type Caller = { account: string } | { address: string; procedure: string };

export type RateLimiter = {
  /** Takes points from the caller's budget; rejects with `RATE_LIMITED` when it is empty. */
  spend(caller: Caller, points: number): Promise<void>;
};

type RateLimits = {
  /** Points a minute for one signed-in account. 0: no limit. */
  accountPoints: number;
  /** Points a minute for one address on each procedure that needs no token. 0: no limit. */
  addressPoints: number;
};

/**
 * Counts calls, not HTTP requests, so that each call of a batch pays. Kept in memory: a budget is a
 * process's own.
 */
export function createRateLimiter({ accountPoints, addressPoints }: RateLimits): RateLimiter {
  const accounts = new RateLimiterMemory({ points: accountPoints, duration: 60 });
  const addresses = new RateLimiterMemory({ points: addressPoints, duration: 60 });
  return {
    async spend(caller, points) {
      const [limiter, key] =
        "account" in caller
          ? [accounts, caller.account]
          : [addresses, `${caller.procedure} ${caller.address}`];
      if (limiter.points === 0) return;
      try {
        await limiter.consume(key, points);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        throw new DomainError("RATE_LIMITED", { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) });
      }
    },
  };
}
