import { DomainError } from "@caretype/core/kernel/error/domain-error";
import type { AccountId } from "@caretype/core/kernel/field/ids";
import { type ChangeContext, unchanged } from "@caretype/core/kernel/procedure/body-context";
import type { Services } from "@caretype/core/kernel/procedure/services";
import type { Database } from "@caretype/db";
import { account, membership } from "@caretype/db/schema";
import { and, eq, sql } from "drizzle-orm";
import { announce } from "../session/queries.ts";
import { hasSecondFactor } from "../session/requirement.ts";
import { changeOwnPractice, lockOwnPractice } from "./queries.ts";
import type { Practice, UpdateSecondFactor } from "./schema.ts";

type Context = ChangeContext & { services: Services };

/**
 * Sets whether members need a second factor. If already required, only the days change, and no grace period
 * restarts.
 * Throws `STALE_VERSION`, and `SECOND_FACTOR_SETUP_REQUIRED` for an owner without a second factor.
 */
export async function updateSecondFactor(ctx: Context, input: UpdateSecondFactor): Promise<Practice> {
  const { db, scope, audit } = ctx;
  const { row, current } = await lockOwnPractice(ctx, input.expectedVersion);
  const isRequired = input.secondFactor === "required";
  if (isRequired && !(await ownsSecondFactor(db, scope.accountId)))
    throw new DomainError("SECOND_FACTOR_SETUP_REQUIRED");
  const graceDays = input.graceDays ?? current.secondFactorGraceDays;
  if (input.secondFactor === current.secondFactor && graceDays === current.secondFactorGraceDays)
    return unchanged(audit, current);
  const changed = await changeOwnPractice(ctx, row, {
    secondFactorGraceDays: graceDays,
    ...(input.secondFactor !== current.secondFactor && {
      secondFactorRequiredAt: isRequired ? sql`now()` : null,
    }),
  });
  await invalidateMembers(ctx);
  return changed;
}

async function ownsSecondFactor(db: Database, accountId: AccountId): Promise<boolean> {
  const isOwner = and(eq(account.id, accountId), hasSecondFactor(sql`account.id`));
  return (await db.select({ id: account.id }).from(account).where(isOwner)).length > 0;
}

/** Invalidates the members' cached state, so that the change applies from their next call. */
async function invalidateMembers(ctx: Context): Promise<void> {
  const members = await ctx.db
    .select({ account: membership.accountId })
    .from(membership)
    .where(eq(membership.practiceId, ctx.scope.practiceId));
  for (const member of members) await announce(ctx.db, { account: member.account });
}
