import ipaddr from "ipaddr.js";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "../../error/domain-error.ts";

type Caller = ({ account: string } | { address: string; procedure: string }) & {
  /** The call checks a secret, so it is refused while servers cannot count together. */
  checksSecret?: boolean;
};

/** Returns the /64 network of an IPv6 address, as a caller usually has all of its 2^64 addresses. */
export function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address;
  const parsed = ipaddr.IPv6.parse(address);
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString();
  return parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":");
}

const firstRefusals = new WeakSet<Error>();

/** Whether the refusal is the caller's first within this minute. */
export const isFirstRefusal = (error: Error): boolean => firstRefusals.has(error);

export type RateLimiter = {
  /**
   * Spends points of the caller's budget. Rejects with `RATE_LIMITED` if it is empty. With `checksSecret`, also
   * rejects with `SERVICE_UNAVAILABLE` while `isShared` is false.
   */
  spend(caller: Caller, points: number): Promise<void>;
  /** Whether all servers currently count together. Undefined: they are not meant to. */
  isShared?(): boolean;
};

export type RateLimits = {
  /** Points per minute for a signed-in account. 0: no limit. */
  accountPoints: number;
  /** Points per minute for an address, per public procedure and for all calls without a valid token. 0: no limit. */
  addressPoints: number;
};

/** Counts points by key within a minute. */
export type Budget = {
  readonly points: number;
  /**
   * Rejects with `RateLimiterRes` if the key has spent more than its points. With `onlyShared`, also rejects with
   * `SERVICE_UNAVAILABLE` if only this process can count.
   */
  consume(key: string, points: number, onlyShared: boolean): Promise<unknown>;
};

export type NewBudget = (kind: "account" | "address", points: number) => Budget;

/** Counts per process. */
export const budgetInMemory: NewBudget = (_kind, points) => {
  const limiter = new RateLimiterMemory({ points, duration: 60 });
  return { points, consume: (key, spent) => limiter.consume(key, spent) };
};

/** Counts calls, not HTTP requests, so that each call of a batch is charged. Default: per process. */
export function createRateLimiter(
  { accountPoints, addressPoints }: RateLimits,
  newBudget = budgetInMemory,
): RateLimiter {
  const accounts = newBudget("account", accountPoints);
  const addresses = newBudget("address", addressPoints);
  return {
    async spend(caller, points) {
      const [limiter, key] =
        "account" in caller
          ? [accounts, caller.account]
          : [addresses, `${caller.procedure} ${networkOf(caller.address)}`];
      if (limiter.points === 0) return;
      try {
        await limiter.consume(key, points, caller.checksSecret === true);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        const retryAfterSeconds = Math.ceil(refusal.msBeforeNext / 1000);
        const error = new DomainError("RATE_LIMITED", { retryAfterSeconds });
        // The library also counts refused points, but leaves 0 if it refuses without asking Redis.
        const { consumedPoints } = refusal;
        if (consumedPoints > 0 && consumedPoints - points <= limiter.points) firstRefusals.add(error);
        throw error;
      }
    },
  };
}
