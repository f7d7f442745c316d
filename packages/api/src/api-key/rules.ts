import { type FieldErrors, invalidInput } from "../error/domain-error.ts";
import { grantable, type Permission, shownBy } from "../permissions.ts";

function notGiven(permissions: readonly Permission[]): Permission[] {
  const shown = new Set(permissions.flatMap((permission) => shownBy[permission] ?? []));
  return grantable.filter((permission) => shown.has(permission) && !permissions.includes(permission));
}

type Grant = { permissions?: readonly Permission[] | undefined; expiresAt?: string | null | undefined };

type Circumstances = {
  /** What whoever grants may do. */
  held: ReadonlySet<Permission>;
  /** What the key may do already. */
  had?: readonly string[];
  /** In milliseconds since 1970. */
  now: number;
};

/**
 * Nobody gives away what they do not have, nor makes a key that has expired, or that reads what it was not given to.
 *
 * @throws {DomainError} `INVALID_INPUT`
 */
export function requireGrantable(
  { permissions = [], expiresAt }: Grant,
  { held, had = [], now }: Circumstances,
): void {
  const lacking = permissions.filter((permission) => !held.has(permission) && !had.includes(permission));
  const isPast = typeof expiresAt === "string" && Date.parse(expiresAt) <= now;
  const missing = notGiven(permissions);
  const problems = [
    ...(lacking.length > 0 ? [`You do not have ${lacking.join(", ")} yourself`] : []),
    ...(missing.length > 0 ? [`Answers show more: add ${missing.join(", ")}`] : []),
  ];
  const errors: FieldErrors = {
    ...(problems.length > 0 && { permissions: problems }),
    ...(isPast && { expiresAt: ["Has to be yet to come"] }),
  };
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
}
