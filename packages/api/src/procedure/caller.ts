import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import {
  directoryPermissions,
  type Permission,
  permissionsOf,
  roles,
  staffPermissions,
} from "../permissions.ts";
import type { AuditedCall } from "./audited-call.ts";
import type { RequestContext } from "./context.ts";
import { ForeignPractice } from "./foreign-practice.ts";
import type { Scope } from "./scope.ts";

/**
 * Who calls. What it refuses is paid for by the caller's address, all procedures together, so that strangers cannot
 * fill the audit either; and by the account where it is known, and only the practice is none of theirs.
 */
export async function authenticate(
  ctx: RequestContext,
  audited: AuditedCall,
  { permission, cost }: { permission: Permission; cost: number },
): Promise<Scope> {
  const { principals, limiter, staffSecondFactor } = ctx.services;
  try {
    if (ctx.accessToken === null) throw new DomainError("UNAUTHENTICATED");
    const scope = await principals.authenticate(ctx.accessToken, ctx.practice, ctx.idleSeconds);
    return staffSecondFactor === "required" ? withoutUnprovedStaff(scope) : scope;
  } catch (error) {
    if (error instanceof ForeignPractice) {
      audited.authenticated(error.scope, permission);
      audited.subjects(error.practiceIds);
      await limiter.spend({ account: error.scope.accountId }, cost);
    } else if (toDomainError(error).code === "UNAUTHENTICATED") {
      await limiter.spend({ address: ctx.address, procedure: "unauthenticated" }, cost);
    }
    throw error;
  }
}

/** Where staff accounts have to give a second factor: one that has not is as good as anybody. */
function withoutUnprovedStaff(scope: Scope): Scope {
  if (scope.staffRefusal === undefined) return scope;
  return { ...scope, permissions: permissionsOf(roles.find((role) => role === scope.role) ?? null, false) };
}

/** Why the caller may not do it; null where they may. */
export function refusalOf(
  scope: Scope,
  { permission, requireRecentAuth }: { permission: Permission; requireRecentAuth: boolean },
) {
  const { withheld } = scope;
  if (!scope.permissions.has(permission)) {
    if (withheld?.has(permission)) return "SECOND_FACTOR_SETUP_REQUIRED";
    const { staffRefusal, role } = scope;
    if (staffPermissions.includes(permission)) return staffRefusal ?? "PERMISSION_DENIED";
    // Staff may not, in whatever practice they are.
    if (permission === "practice:create") return "PERMISSION_DENIED";
    // What is a member's is told from what another member's is.
    if (role !== "none") return "PERMISSION_DENIED";
    const isOfStaff = staffRefusal !== undefined && directoryPermissions.includes(permission);
    return isOfStaff ? staffRefusal : "PRACTICE_NOT_FOUND";
  }
  if (!requireRecentAuth) return null;
  // Where a second factor is required, a password proves nothing; but for the account's own, as one is set up with it.
  if (withheld && permission !== "account:self") return "SECOND_FACTOR_SETUP_REQUIRED";
  return performance.now() > scope.freshUntil ? "REAUTHENTICATION_REQUIRED" : null;
}
