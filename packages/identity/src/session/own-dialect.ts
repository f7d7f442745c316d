import { knownDialect } from "@caretype/core/kernel/field/dialect";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { type Database, prepared } from "@caretype/db";
import { membership, practice } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";

const dialectOfAccount = prepared(["accountId"], (db) =>
  db
    .select({ dialect: practice.dialect })
    .from(membership)
    .innerJoin(practice, eq(practice.id, membership.practiceId))
    .where(eq(membership.accountId, sql.placeholder("accountId")))
    .orderBy(membership.createdAt, membership.practiceId)
    .limit(1),
);

/** Records the dialect of the practice of the account's longest membership, if the surface has dialects. */
export async function noteOwnDialect(
  tx: Database,
  { dialect }: Pick<RequestContext, "dialect">,
  accountId: AccountId,
): Promise<void> {
  if (!dialect) return;
  const [first] = await dialectOfAccount(tx).execute({ accountId });
  dialect.name = knownDialect(first?.dialect) ?? dialect.name;
}
