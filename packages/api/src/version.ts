import { DomainError } from "./errors.ts";
import type { ExpectedVersion } from "./fields.ts";

/** Rejects with `STALE_VERSION`, carrying the record as it is, when the caller saw an older one. */
export function requireVersion(current: { version: number }, expected: ExpectedVersion): void {
  if (expected !== "any" && expected !== current.version) throw new DomainError("STALE_VERSION", { current });
}
