import type { AccountId } from "@caretype/core/kernel/field/ids";
import { withReadableDomain } from "@caretype/core/kernel/field/schemas";
import type { DatabaseHandle } from "@caretype/db";
import { account } from "@caretype/db/schema";
import { and, asc, eq, gt, sql } from "drizzle-orm";

const atOnce = 200;

/**
 * Skips an address if another account has its canonical spelling. A username equal to the address changes with it.
 */
async function respellSome({ transaction }: Pick<DatabaseHandle, "transaction">, after: AccountId | null) {
  return transaction(async (db) => {
    const rows = await db
      .select({ id: account.id, email: account.email })
      .from(account)
      .where(and(sql`${account.email} ilike '%@%xn--%'`, after ? gt(account.id, after) : undefined))
      .orderBy(asc(account.id))
      .limit(atOnce);
    for (const { id, email: typed } of rows) {
      const email = withReadableDomain(typed);
      if (email === typed) continue;
      await db
        .update(account)
        .set({
          email,
          username: sql`case when lower(${account.username}) = lower(${account.email}) then ${email} else ${account.username} end`,
        })
        .where(
          and(
            eq(account.id, id),
            eq(account.email, typed),
            sql`not exists (
              select from ${account} as other
              where lower(other.email) = lower(${email}) or lower(other.username) = lower(${email}))`,
          ),
        );
    }
    return rows.length < atOnce ? null : (rows.at(-1)?.id ?? null);
  });
}

/** Converts domains that earlier versions stored as typed, such as `xn--…`, to their canonical spelling. */
export async function respellAddresses(database: Pick<DatabaseHandle, "transaction">): Promise<void> {
  let after: AccountId | null = null;
  do after = await respellSome(database, after);
  while (after !== null);
}
