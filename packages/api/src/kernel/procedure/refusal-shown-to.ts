import { DomainError } from "../error/domain-error.ts";
import type { AuditedCall } from "./audited-call.ts";
import { withholdInRefusal } from "./guarded-fields.ts";

/** Returns a refusal in its reader's words, without the record fields that they may not see. */
export function refusalShownTo(
  { permissions: held, byKey }: Pick<AuditedCall, "permissions" | "byKey">,
  refusal: DomainError,
): DomainError {
  const { current, candidates, permission } = refusal.details;
  if (byKey && permission !== undefined)
    return new DomainError(refusal.code, { ...refusal.details, cause: refusal.cause, byKey });
  if (current === undefined && candidates === undefined) return refusal;
  return new DomainError(refusal.code, {
    ...refusal.details,
    cause: refusal.cause,
    ...(current !== undefined && { current: withholdInRefusal(current, held) }),
    ...(candidates && {
      candidates: candidates.map((candidate) => ({
        ...candidate,
        patient: withholdInRefusal(candidate.patient, held),
      })),
    }),
  });
}
