import { DomainError } from "../error/domain-error.ts";
import type { Permission } from "../permissions/permissions.ts";
import { withholdInRefusal } from "./guarded-fields.ts";

/** Returns a refusal without the record fields that its reader may not see. */
export function refusalShownTo(held: ReadonlySet<Permission>, refusal: DomainError): DomainError {
  const { current, candidates } = refusal.details;
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
