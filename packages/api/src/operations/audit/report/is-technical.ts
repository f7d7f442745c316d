import type { ProcedureMeta } from "../../../kernel/procedure/trpc.ts";

type Declared = { type: "query" | "mutation" | "subscription"; meta: ProcedureMeta };

/**
 * Whether a call is neither a change nor access to a patient's data. Calls about the caller's own account and sessions
 * are technical, and so is reading the audit. Follows from the declaration, so that each new procedure has a kind.
 */
export function isTechnicalCall({ type, meta: { guard, describes } }: Declared): boolean {
  if (describes?.isTechnical !== undefined) return describes.isTechnical;
  if (guard?.kind !== "protected" || guard.permission === "account:self") return true;
  if (type === "mutation") return false;
  return describes?.patient === undefined || guard.permission === "audit:read";
}
