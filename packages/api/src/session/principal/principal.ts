import type { PracticeId } from "../../field/ids.ts";
import { noPractice } from "../../field/no-practice.ts";
import { type Permission, permissionsOf, type Role } from "../../permissions.ts";
import { ForeignPractice } from "../../procedure/foreign-practice.ts";
import type { Scope } from "../../procedure/scope.ts";
import type { FactorNeed } from "../../second-factor/requirement.ts";

export type Membership = {
  practiceId: PracticeId;
  role: Role;
  /** What the practice requires of a member who has no second factor. */
  factorNeed: FactorNeed;
};

/** Whom a session speaks for, in whichever of the account's practices. */
type Person = Pick<Scope, "accountId" | "sessionId" | "freshUntil"> & {
  kind: "person";
  isStaff: boolean;
  hasSecondFactor: boolean;
  /** In this session. */
  gaveSecondFactor: boolean;
  /** What the server requires of who has no second factor. */
  factorNeed: FactorNeed;
  /** The one that the account has been in longest first. */
  memberships: readonly Membership[];
};

/** Whom an API key speaks for: it is of one practice, and may do what it was made for. */
type Service = Pick<Scope, "accountId" | "sessionId" | "practiceId" | "permissions"> & {
  kind: "service";
};

export type Principal = Person | Service;

/**
 * What a principal may do in the practice that it asks for; without one, a person in the one they have been in longest.
 *
 * @throws {ForeignPractice} `PRACTICE_NOT_FOUND`, alike for a text that is no id.
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
    role: found?.role ?? "none",
    permissions,
    ...(isStaff && refusalOfStaff(person)),
    ...withheldFrom(person, { found, permissions }),
  };
}

const onesOwn: Permission = "account:self";

/**
 * Once a required second factor is due, whoever has none may look after their own account, which is how they set one up,
 * and nothing else.
 */
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
  const { accountId, sessionId, practiceId, permissions } = service;
  if (practice !== null && practice !== practiceId) throw new ForeignPractice(service, practice);
  return {
    accountId,
    sessionId,
    practiceId,
    permissions,
    role: "service",
    // Nobody is there who could prove anything.
    freshUntil: Number.NEGATIVE_INFINITY,
  };
}
