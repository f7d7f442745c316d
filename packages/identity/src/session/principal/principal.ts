import type { PracticeZone } from "@caretype/core/kernel/field/day";
import type { RestDialect } from "@caretype/core/kernel/field/dialect";
import type { PracticeId } from "@caretype/core/kernel/field/ids";
import { noPractice } from "@caretype/core/kernel/field/no-practice";
import { type Permission, permissionsOf, type Role } from "@caretype/core/kernel/permissions/permissions";
import { ForeignPractice } from "@caretype/core/kernel/procedure/foreign-practice";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { FactorNeed } from "../requirement.ts";

export type Membership = {
  practiceId: PracticeId;
  timeZone: PracticeZone;
  dialect: RestDialect | null;
  role: Role;
  /** Whether the practice requires a second factor of a member who has none. */
  factorNeed: FactorNeed;
};

/** The owner of a session, with all practices of the account. */
type Person = Pick<Scope, "accountId" | "sessionId" | "freshUntil"> & {
  kind: "person";
  isStaff: boolean;
  hasSecondFactor: boolean;
  /** Whether this session has given one. */
  gaveSecondFactor: boolean;
  /** Whether the server requires a second factor of an account that has none. */
  factorNeed: FactorNeed;
  /** Longest membership first. */
  memberships: readonly Membership[];
};

/** The service of an API key: it has one practice and the key's permissions. */
type Service = Pick<
  Scope,
  "accountId" | "sessionId" | "practiceId" | "timeZone" | "dialect" | "permissions"
> & {
  kind: "service";
};

export type Principal = Person | Service;

/**
 * Returns the scope in the requested practice. Default for a person: the practice of the longest membership.
 * @throws {ForeignPractice} `PRACTICE_NOT_FOUND`, also for a malformed id.
 */
export function scopeIn(principal: Principal, practice: string | null): Scope {
  return principal.kind === "service"
    ? scopeOfService(principal, practice)
    : scopeOfPerson(principal, practice);
}

function scopeOfPerson(person: Person, practice: string | null): Scope {
  const { accountId, sessionId, freshUntil, memberships, isStaff } = person;
  const found =
    practice === null ? memberships[0] : memberships.find(({ practiceId }) => practiceId === practice);
  if (!found && practice !== null) throw new ForeignPractice(person, practice);
  const permissions = permissionsOf(found?.role ?? null, isStaff);
  return {
    accountId,
    sessionId,
    freshUntil,
    practiceId: found?.practiceId ?? noPractice,
    timeZone: found?.timeZone ?? null,
    dialect: found?.dialect ?? null,
    role: found?.role ?? "none",
    permissions,
    ...(isStaff && refusalOfStaff(person)),
    ...withheldFrom(person, { found, permissions }),
  };
}

const onesOwn: Permission = "account:self";

/** Once a required second factor is due, an account without one can only manage itself, including setting one up. */
function withheldFrom(
  { hasSecondFactor, factorNeed }: Person,
  { found, permissions }: { found: Membership | undefined; permissions: ReadonlySet<Permission> },
): Pick<Scope, "withheld"> & Partial<Pick<Scope, "permissions">> {
  const needs = hasSecondFactor ? [] : [factorNeed, found?.factorNeed ?? "none"];
  if (needs.includes("due")) {
    const withheld = new Set([...permissions].filter((permission) => permission !== onesOwn));
    return { withheld, permissions: new Set([onesOwn]) };
  }
  return needs.includes("soon") ? { withheld: new Set() } : {};
}

function refusalOfStaff({ hasSecondFactor, gaveSecondFactor }: Person): Pick<Scope, "staffRefusal"> {
  if (!hasSecondFactor) return { staffRefusal: "SECOND_FACTOR_SETUP_REQUIRED" };
  return gaveSecondFactor ? {} : { staffRefusal: "REAUTHENTICATION_REQUIRED" };
}

function scopeOfService(service: Service, practice: string | null): Scope {
  const { accountId, sessionId, practiceId, timeZone, dialect, permissions } = service;
  if (practice !== null && practice !== practiceId) throw new ForeignPractice(service, practice);
  return {
    accountId,
    sessionId,
    practiceId,
    timeZone,
    dialect,
    permissions,
    role: "service",
    // A service cannot re-authenticate.
    freshUntil: Number.NEGATIVE_INFINITY,
  };
}
