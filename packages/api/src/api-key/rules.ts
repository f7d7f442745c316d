import { type FieldErrors, invalidInput } from "../errors.ts";
import type { Permission } from "../permissions.ts";

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
 * Nobody gives away what they do not have, nor makes a key that has expired.
 *
 * @throws {DomainError} `INVALID_INPUT`
 */
export function requireGrantable(
  { permissions = [], expiresAt }: Grant,
  { held, had = [], now }: Circumstances,
): void {
  const lacking = permissions.filter((permission) => !held.has(permission) && !had.includes(permission));
  const isPast = typeof expiresAt === "string" && Date.parse(expiresAt) <= now;
  const errors: FieldErrors = {
    ...(lacking.length > 0 && { permissions: [`You do not have ${lacking.join(", ")} yourself`] }),
    ...(isPast && { expiresAt: ["Has to be yet to come"] }),
  };
  if (Object.keys(errors).length > 0) throw invalidInput(errors);
}
