import { createRateLimiter, type RateLimiter, type RateLimits } from "./in-memory.ts";
import type { OnShared } from "./redis-link.ts";

type Opening = {
  rateLimits: RateLimits;
  secretKey: string;
  /** `redis://` or `rediss://`. Null: each process counts on its own. */
  redisUrl?: string | null | undefined;
  onRateLimitsShared?: OnShared | undefined;
  /** Set by tests. */
  redisRetryMilliseconds?: number | undefined;
};

/** Opens the rate limiter of a process. With Redis, all processes count together. */
export async function openRateLimiter(opening: Opening): Promise<{ limiter: RateLimiter; close(): void }> {
  const { rateLimits, secretKey, redisUrl: url } = opening;
  if (!url) return { limiter: createRateLimiter(rateLimits), close: () => undefined };
  const { openSharedBudgets } = await import("./in-redis.ts");
  const { newBudget, isShared, close } = await openSharedBudgets(
    {
      url,
      onShared: opening.onRateLimitsShared ?? (() => undefined),
      retryMilliseconds: opening.redisRetryMilliseconds,
    },
    secretKey,
  );
  return { limiter: { ...createRateLimiter(rateLimits, newBudget), isShared }, close };
}
