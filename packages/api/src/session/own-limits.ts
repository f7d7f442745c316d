import { type Database, prepared, schema } from "@caretype/db";
import { eq, sql } from "drizzle-orm";
import type { AccountId } from "../field/ids.ts";
import { roles } from "../permissions.ts";
import type { RequestContext } from "../procedure/context.ts";
import { browserLimitsFor, dependsOnRoles, type LimitedRole, type SessionLimits } from "./limits.ts";

const { account, membership } = schema;

const rolesOfAccount = prepared(["accountId"], (db) =>
  db
    .select({
      isStaff: account.isStaff,
      roles: sql<string | null>`(
        select string_agg(distinct theirs.role, ',') from ${membership} as theirs
        where theirs.account_id = account.id)`,
    })
    .from(account)
    .where(eq(account.id, sql.placeholder("accountId")))
    .prepare("account_roles"),
);

/** How long a session lasts that a browser keeps for the caller; null where it does not, which lasts as any. */
export async function ownLimits(
  tx: Database,
  { refreshKeeper, services: { browserLimits } }: Pick<RequestContext, "refreshKeeper" | "services">,
  accountId: AccountId,
): Promise<SessionLimits | null> {
  if (!refreshKeeper) return null;
  if (!dependsOnRoles(browserLimits)) return browserLimitsFor(browserLimits, []);
  const [found] = await rolesOfAccount(tx).execute({ accountId });
  const held = found?.roles?.split(",") ?? [];
  const known: LimitedRole[] = roles.filter((role) => held.includes(role));
  return browserLimitsFor(browserLimits, found?.isStaff ? [...known, "staff"] : known);
}
