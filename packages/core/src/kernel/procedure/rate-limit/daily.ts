import type { Database } from "@caretype/db";
import { DomainError } from "../../error/domain-error.ts";
import type { AccountId } from "../../field/ids.ts";
import { limiterOver } from "./in-database.ts";

const day = 86_400;

/**
 * Spends one point of an account's daily limit, shared by all processes. Part of the caller's transaction, so a
 * rollback refunds it. Rejects with `RATE_LIMITED`.
 */
export async function spendDailyLimit(
  tx: Database,
  { kind, most }: { kind: string; most: number },
  accountId: AccountId,
): Promise<void> {
  const limiter = limiterOver(tx, { kind, points: most, seconds: day });
  const { consumedPoints, msBeforeNext } = await limiter.penalty(accountId);
  if (consumedPoints <= most) return;
  throw new DomainError("RATE_LIMITED", { retryAfterSeconds: Math.ceil(msBeforeNext / 1000) });
}
