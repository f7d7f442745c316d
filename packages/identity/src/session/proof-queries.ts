import { onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AccountId, SessionId } from "@caretype/core/kernel/field/ids";
import type { Database } from "@caretype/db";
import { session } from "@caretype/db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";

type Proof = {
  accountId: AccountId;
  sessionId: SessionId;
  by: { password?: boolean; secondFactor?: boolean };
};

/**
 * Records that the session's owner has re-authenticated. Resolves to the time. Rejects with `UNAUTHENTICATED` if the
 * session has ended.
 */
export async function recordProof(tx: Database, { accountId, sessionId, by }: Proof): Promise<string> {
  const now = sql`now()`;
  const rows = await tx
    .update(session)
    .set({
      lastSeenAt: now,
      ...(by.password && { authenticatedAt: now }),
      ...(by.secondFactor && { secondFactorAt: now }),
    })
    .where(and(eq(session.id, sessionId), eq(session.accountId, accountId), isNull(session.endedAt)))
    .returning({ at: session.lastSeenAt });
  return onlyRow(rows, "UNAUTHENTICATED").at;
}
