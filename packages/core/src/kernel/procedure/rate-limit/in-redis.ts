import { createHmac, hkdfSync } from "node:crypto";
import { RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { DomainError } from "../../error/domain-error.ts";
import { type Budget, budgetInMemory, type NewBudget } from "./in-memory.ts";
import { RedisLink, type RedisOptions, storeOf } from "./redis-link.ts";

type SharedBudgets = { newBudget: NewBudget; isShared(): boolean; close(): void };

/**
 * Counts in Redis or Valkey, for all processes of all servers with the same key. While it does not answer, each
 * process counts on its own, and calls that check a secret are refused: many processes would allow many times as many
 * guesses.
 */
export async function openSharedBudgets(options: RedisOptions, secretKey: string): Promise<SharedBudgets> {
  const link = new RedisLink(options);
  const hashed = createHash(secretKey);
  await link.open();
  return {
    newBudget: (kind, points) => sharedBudget(link, { own: budgetInMemory(kind, points), kind, hashed }),
    isShared: () => link.isShared,
    close: () => link.close(),
  };
}

/** Redis is tried again each second. */
const retryAfterSeconds = 2;

type Counted = { own: Budget; kind: string; hashed: (key: string) => string };

function sharedBudget(link: RedisLink, { own, kind, hashed }: Counted): Budget {
  const { points } = own;
  const shared = new RateLimiterRedis({
    ...storeOf(link.client),
    keyPrefix: `caretype:${kind}`,
    points,
    duration: 60,
    // Further refusals within the minute do not ask Redis.
    inMemoryBlockOnConsumed: points + 1,
  });
  const consumeAlone = async (key: string, spent: number, onlyShared: boolean) => {
    // Counted in any case, as each refusal other than RATE_LIMITED is written to the audit.
    await own.consume(key, spent, onlyShared);
    if (onlyShared) throw new DomainError("SERVICE_UNAVAILABLE", { retryAfterSeconds });
  };
  return {
    points,
    async consume(key, spent, onlyShared) {
      if (!link.isShared) return consumeAlone(key, spent, onlyShared);
      try {
        return await shared.consume(hashed(key), spent);
      } catch (failure) {
        if (failure instanceof RateLimiterRes) throw failure;
        link.failed(failure);
        return consumeAlone(key, spent, onlyShared);
      }
    },
  };
}

/** Addresses are hashed. Databases with another key have their own counts in the same Redis. */
function createHash(secretKey: string): (key: string) => string {
  const key = Buffer.from(hkdfSync("sha256", secretKey, "caretype", "rate limit v1", 32));
  return (text) => createHmac("sha256", key).update(text).digest("base64url");
}
