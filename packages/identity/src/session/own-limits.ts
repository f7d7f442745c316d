import type { AccountId } from "@caretype/core/kernel/field/ids";
import { roles } from "@caretype/core/kernel/permissions/permissions";
import type { RequestContext } from "@caretype/core/kernel/procedure/context";
import { type Database, prepared } from "@caretype/db";
import { account, membership } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import { browserLimitsFor, dependsOnRoles, type LimitedRole, type SessionLimits } from "./limits.ts";

const rolesOfAccount = prepared(["accountId"], (db) =>
  db
    .select({
      isStaff: account.isStaff,
      roles: sql<string | null>`(
        select string_agg(distinct member.role, ',') from ${membership} as member
        where member.account_id = account.id)`,
    })
    .from(account)
    .where(eq(account.id, sql.placeholder("accountId"))),
);

/** The limits of a session that a browser keeps for the caller. Null for other sessions. */
export async function ownLimits(
  tx: Database,
  { refreshTokenStore, services: { browserLimits } }: Pick<RequestContext, "refreshTokenStore" | "services">,
  accountId: AccountId,
): Promise<SessionLimits | null> {
  if (!refreshTokenStore) return null;
  if (!dependsOnRoles(browserLimits)) return browserLimitsFor(browserLimits, []);
  const [found] = await rolesOfAccount(tx).execute({ accountId });
  const held = found?.roles?.split(",") ?? [];
  const known: LimitedRole[] = roles.filter((role) => held.includes(role));
  return browserLimitsFor(browserLimits, found?.isStaff ? [...known, "staff"] : known);
}
