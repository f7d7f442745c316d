import { DomainError } from "./errors.ts";

/** Rejects with `STALE_VERSION`, carrying the record as it is, when the caller saw an older one. */
export function requireVersion(current: { version: number }, expected: number | undefined): void {
  if (expected !== undefined && expected !== current.version)
    throw new DomainError("STALE_VERSION", { current });
}
