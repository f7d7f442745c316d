import { invalidInput } from "@caretype/core/kernel/error/domain-error";
import type { FieldMessage, KnownErrors } from "@caretype/core/kernel/error/field-messages";
import { grantable, type Permission, shownBy } from "@caretype/core/kernel/permissions/permissions";

function notGiven(permissions: readonly Permission[]): Permission[] {
  const shown = new Set(permissions.flatMap((permission) => shownBy[permission] ?? []));
  return grantable.filter((permission) => shown.has(permission) && !permissions.includes(permission));
}

type Grant = { permissions?: readonly Permission[] | undefined; expiresAt?: string | null | undefined };

type Circumstances = {
  /** Permissions of the granting caller. */
  held: ReadonlySet<Permission>;
  /** Current permissions of the key. */
  had?: readonly string[];
  /** In milliseconds since 1970. */
  now: number;
};

/**
 * Callers cannot grant permissions that they lack, create an expired key, or omit permissions that its answers
 * require.
 * @throws {DomainError} `INVALID_INPUT`
 */
export function requireGrantable(
  { permissions = [], expiresAt }: Grant,
  { held, had = [], now }: Circumstances,
): void {
  const lacking = permissions.filter((permission) => !held.has(permission) && !had.includes(permission));
  const isPast = typeof expiresAt === "string" && Date.parse(expiresAt) <= now;
  const missing = notGiven(permissions);
  const problems: FieldMessage[] = [];
  if (lacking.length > 0) problems.push(`You do not have ${lacking.join(", ")} yourself`);
  if (missing.length > 0) problems.push(`Also requires ${missing.join(", ")}`);
  const errors: KnownErrors = {
    ...(problems.length > 0 && { permissions: problems }),
    ...(isPast && { expiresAt: ["Must be in the future"] }),
  };
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
}
