import { DomainError } from "../error/domain-error.ts";
import type { ExpectedVersion } from "./schemas.ts";

/**
 * Throws `STALE_VERSION` with the current record if the caller saw an older version. `staleField`: the input field
 * with the expected version.
 */
export function requireVersion(
  current: { version: number },
  expected: ExpectedVersion,
  staleField = "expectedVersion",
): void {
  if (expected === "any" || expected === current.version) return;
  throw new DomainError("STALE_VERSION", { current, staleField });
}
