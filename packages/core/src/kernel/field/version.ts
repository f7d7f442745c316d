import { DomainError, type VersionedKind } from "../error/domain-error.ts";
import type { ExpectedVersion } from "./schemas.ts";

type Versioned = {
  kind: VersionedKind;
  /** The input field with the expected version. */
  staleField?: string;
};

/** Throws `STALE_VERSION` with the current record and its kind if the caller saw an older version. */
export function requireVersion(
  current: { version: number },
  expected: ExpectedVersion,
  { kind, staleField = "expectedVersion" }: Versioned,
): void {
  if (expected === "any" || expected === current.version) return;
  throw new DomainError("STALE_VERSION", { current, currentKind: kind, staleField });
}
