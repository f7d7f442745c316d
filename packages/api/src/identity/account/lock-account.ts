import { type Database, schema } from "@caretype/db";
import { eq } from "drizzle-orm";
import type { AccountId } from "../../kernel/field/ids.ts";

const { account } = schema;

/**
 * Serializes changes of an account's credentials, tokens and sessions until the transaction ends. To avoid deadlocks, all
 * lock in this order: the counters of `LoginLimits`, the account, limits of emailed links, tokens, factors, sessions.
 */
export async function lockAccount(tx: Database, accountId: AccountId): Promise<void> {
  await tx.select({ id: account.id }).from(account).where(eq(account.id, accountId)).for("no key update");
}
