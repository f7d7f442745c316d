import type { SecondFactorChallenge, SecondFactorMethod } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { oneTimeToken } from "@caretype/db/schema";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { insertChallenge } from "../../token/queries.ts";

const challengeSeconds = 300;
const maxFailures = 5;
const purpose = "second_factor";

/** Creates the challenge for a sign-in whose password was right. The transaction must be committed. */
export async function challengeFor(
  tx: Database,
  { linkTokens }: Pick<Services, "linkTokens">,
  { accountId, methods }: { accountId: AccountId; methods: SecondFactorMethod[] },
): Promise<SecondFactorChallenge> {
  const values = { purpose, accountId, lifetimeSeconds: challengeSeconds } as const;
  return { challenge: await insertChallenge(tx, linkTokens, values), methods };
}

export type Challenge = { id: string; accountId: AccountId };

const isGood = and(
  eq(oneTimeToken.purpose, purpose),
  isNull(oneTimeToken.usedAt),
  gt(oneTimeToken.expiresAt, sql`now()`),
);

/** Null if it is unknown, used, expired, or has too many failures. */
export async function findChallenge(
  db: Database,
  { linkTokens }: Pick<Services, "linkTokens">,
  token: string,
): Promise<Challenge | null> {
  if (!linkTokens.isToken(token)) return null;
  const [found] = await db
    .select({ id: oneTimeToken.id, accountId: oneTimeToken.accountId })
    .from(oneTimeToken)
    .where(and(eq(oneTimeToken.hash, linkTokens.hashOf(token)), isGood));
  return found?.accountId ? { id: found.id, accountId: found.accountId } : null;
}

/** Whether it is still valid. Locks it until the transaction ends, so that attempts are serialized. */
export async function lockChallenge(tx: Database, { id }: Challenge): Promise<boolean> {
  const [held] = await tx
    .select({ id: oneTimeToken.id })
    .from(oneTimeToken)
    .where(and(eq(oneTimeToken.id, id), isGood))
    .for("update");
  return held !== undefined;
}

export async function useChallenge(tx: Database, { id }: Pick<Challenge, "id">): Promise<void> {
  await tx.update(oneTimeToken).set({ usedAt: sql`now()` }).where(eq(oneTimeToken.id, id));
}

/** Resolves to whether attempts remain. */
export async function failChallenge(tx: Database, { id }: Pick<Challenge, "id">): Promise<boolean> {
  const [failed] = await tx
    .update(oneTimeToken)
    .set({ failures: sql`${oneTimeToken.failures} + 1` })
    .where(eq(oneTimeToken.id, id))
    .returning({ failures: oneTimeToken.failures });
  const remains = failed !== undefined && failed.failures < maxFailures;
  if (!remains) await useChallenge(tx, { id });
  return remains;
}
