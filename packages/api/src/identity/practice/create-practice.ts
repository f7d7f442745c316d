import { rolePermissions } from "../../kernel/permissions/permissions.ts";
import type {
  JoiningContext,
  MembershipContext,
  PersonalContext,
} from "../../kernel/procedure/body-context.ts";
import { spendDailyLimit } from "../../kernel/procedure/rate-limit/daily.ts";
import { insertPractice, membershipChanged, viewAs } from "./queries.ts";
import type { CreatePractice, Practice } from "./schema.ts";

/** The most practices that an account may create per day. */
const maxPerDay = 10;

/** Creates another practice, owned by the caller. Throws `RATE_LIMITED`, and `INVALID_INPUT` for an unknown time zone. */
export async function createPractice(
  ctx: MembershipContext & JoiningContext & PersonalContext,
  { name, timeZone }: CreatePractice,
): Promise<Practice> {
  const { db, scope, audit } = ctx;
  const { accountId } = scope;
  audit.personal();
  await spendDailyLimit(db, { kind: "practice", most: maxPerDay }, accountId);
  const made = await insertPractice(db, { name, timeZone, ownerId: accountId });
  await membershipChanged(ctx, accountId);
  audit.joined(made.id, "owner");
  return viewAs(made, { role: "owner", permissions: rolePermissions.owner, requirement: null });
}
