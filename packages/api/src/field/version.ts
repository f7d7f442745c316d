import { DomainError } from "../error/domain-error.ts";
import type { ExpectedVersion } from "./schemas.ts";

/**
 * Rejects with `STALE_VERSION`, carrying the record as it is, when the caller saw an older one. `staleField`: of the
 * input, where the version was expected.
 */
export function requireVersion(
  current: { version: number },
  expected: ExpectedVersion,
  staleField = "expectedVersion",
): void {
  if (expected === "any" || expected === current.version) return;
  throw new DomainError("STALE_VERSION", { current, staleField });
}
