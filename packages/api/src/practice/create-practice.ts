import { membershipChanged } from "../member/membership-changed.ts";
import { rolePermissions } from "../permissions.ts";
import type { EnteringContext, MembershipContext, PersonalContext } from "../procedure/body-context.ts";
import { spendOfDay } from "../procedure/rate-limit/daily.ts";
import { insertPractice, seenAs } from "./queries.ts";
import type { CreatePractice, Practice } from "./schema.ts";

/** So many may an account make in a day. */
const mostADay = 10;

/** Another practice, which the caller owns. Rejects with `RATE_LIMITED`. */
export async function createPractice(
  ctx: MembershipContext & EnteringContext & PersonalContext,
  { name }: CreatePractice,
): Promise<Practice> {
  const { db, scope, audit } = ctx;
  const { accountId } = scope;
  audit.personal();
  await spendOfDay(db, { kind: "practice", most: mostADay }, accountId);
  const made = await insertPractice(db, { name, ownerId: accountId });
  await membershipChanged(ctx, accountId);
  audit.joined(made.id, "owner");
  return seenAs(made, { role: "owner", permissions: rolePermissions.owner, requirement: null });
}
