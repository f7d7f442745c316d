import type { Database } from "@caretype/db";
import { DomainError } from "../../error/domain-error.ts";
import type { AccountId } from "../../field/ids.ts";
import { limiterOver } from "./in-database.ts";

const day = 86_400;

/**
 * Counts what an account does, here and in all other processes. Part of the transaction that does it: what is rolled back
 * was not done. Rejects with `RATE_LIMITED`.
 */
export async function spendOfDay(
  tx: Database,
  { kind, most }: { kind: string; most: number },
  accountId: AccountId,
): Promise<void> {
  const limiter = limiterOver(tx, { kind, points: most, seconds: day });
  const { consumedPoints, msBeforeNext } = await limiter.penalty(accountId);
  if (consumedPoints <= most) return;
  throw new DomainError("RATE_LIMITED", { retryAfterSeconds: Math.ceil(msBeforeNext / 1000) });
}
