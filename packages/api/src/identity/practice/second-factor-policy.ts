import { schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { MembershipContext } from "../../kernel/procedure/body-context.ts";
import type { Services } from "../../services.ts";
import { methodsOf } from "../second-factor/queries.ts";
import { announce } from "../session/queries.ts";
import { changeOwnPractice, lockOwnPractice } from "./queries.ts";
import type { Practice, UpdateSecondFactor } from "./schema.ts";

const { membership } = schema;

type Context = MembershipContext & { services: Services };

/**
 * Sets whether members need a second factor. If already required, only the days change, and no grace period
 * restarts.
 * Throws `STALE_VERSION`, and `SECOND_FACTOR_SETUP_REQUIRED` for an owner without a second factor.
 */
export async function updateSecondFactor(ctx: Context, input: UpdateSecondFactor): Promise<Practice> {
  const { db, scope, audit } = ctx;
  const { row, current } = await lockOwnPractice(ctx, input.expectedVersion);
  const isRequired = input.secondFactor === "required";
  if (isRequired && (await methodsOf(db, scope.accountId)).length === 0)
    throw new DomainError("SECOND_FACTOR_SETUP_REQUIRED");
  const graceDays = input.graceDays ?? current.secondFactorGraceDays;
  if (input.secondFactor === current.secondFactor && graceDays === current.secondFactorGraceDays) {
    audit.unchanged();
    return current;
  }
  const changed = await changeOwnPractice(ctx, row, {
    secondFactorGraceDays: graceDays,
    ...(input.secondFactor !== current.secondFactor && {
      secondFactorRequiredAt: isRequired ? sql`now()` : null,
    }),
  });
  await invalidateMembers(ctx);
  return changed;
}

/** Invalidates the members' cached state, so that the change applies from their next call. */
async function invalidateMembers({ db, scope, services, afterCommit }: Context): Promise<void> {
  const members = await db
    .select({ account: membership.accountId })
    .from(membership)
    .where(eq(membership.practiceId, scope.practiceId));
  for (const member of members) {
    await announce(db, member);
    afterCommit(() => services.principals.forget(member));
  }
}
