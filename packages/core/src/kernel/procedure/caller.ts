import { DomainError } from "../error/domain-error.ts";
import { toDomainError } from "../error/map.ts";
import { elapsedTime } from "../field/time.ts";
import {
  directoryPermissions,
  type Permission,
  permissionsOf,
  roles,
  staffPermissions,
} from "../permissions/permissions.ts";
import type { AuditedCall } from "./audited-call.ts";
import type { RequestContext } from "./context.ts";
import { ForeignPractice } from "./foreign-practice.ts";
import type { Scope } from "./scope.ts";

/**
 * Authenticates the caller. Failures spend the address's rate budget, shared by all procedures, so that strangers
 * cannot fill the audit. A known account that names a foreign practice spends its own.
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
    return staffSecondFactor === "required" ? withoutUnverifiedStaff(scope) : scope;
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

/** Without a required second factor, a staff account has no staff permissions. */
function withoutUnverifiedStaff(scope: Scope): Scope {
  if (scope.staffRefusal === undefined) return scope;
  return { ...scope, permissions: permissionsOf(roles.find((role) => role === scope.role) ?? null, false) };
}

/** @throws {DomainError} `PERMISSION_DENIED` for the first that is missing. */
export function requirePermissions(held: ReadonlySet<string>, needed: readonly Permission[]): void {
  const permission = needed.find((each) => !held.has(each));
  if (permission !== undefined) throw new DomainError("PERMISSION_DENIED", { permission });
}

/** Returns why the call is refused, or null. */
export function refusalOf(
  scope: Scope,
  { permission, requireRecentAuth }: { permission: Permission; requireRecentAuth: boolean },
) {
  const { withheld } = scope;
  if (!scope.permissions.has(permission)) {
    if (withheld?.has(permission)) return "SECOND_FACTOR_SETUP_REQUIRED";
    const { staffRefusal, role } = scope;
    if (staffPermissions.includes(permission)) return staffRefusal ?? "PERMISSION_DENIED";
    // Staff cannot create practices, whatever practice they are in.
    if (permission === "practice:create") return "PERMISSION_DENIED";
    // Members learn that the permission exists. Others learn only that they are in no practice.
    if (role !== "none") return "PERMISSION_DENIED";
    const isOfStaff = staffRefusal !== undefined && directoryPermissions.includes(permission);
    return isOfStaff ? staffRefusal : "PRACTICE_NOT_FOUND";
  }
  if (!requireRecentAuth) return null;
  // If a second factor is required, a password only gives access to the account's settings, to set one up.
  if (withheld && permission !== "account:self") return "SECOND_FACTOR_SETUP_REQUIRED";
  return elapsedTime() > scope.freshUntil ? "REAUTHENTICATION_REQUIRED" : null;
}
