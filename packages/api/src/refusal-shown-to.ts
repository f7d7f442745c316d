import { DomainError } from "./errors.ts";
import { compileWithholding, type Withhold } from "./guarded-fields.ts";
import { Patient } from "./patient/schema.ts";
import type { Permission } from "./permissions.ts";

let ofPatient: Withhold | undefined;

/** A refusal without those fields of the records in it that its reader may not see. */
export function refusalShownTo(held: ReadonlySet<Permission>, refusal: DomainError): DomainError {
  const { current, candidates } = refusal.details;
  if (current === undefined && candidates === undefined) return refusal;
  // Of the records that a refusal shows, patients alone have such fields; what else there is has none of their names.
  ofPatient ??= compileWithholding(Patient);
  const shown = (record: unknown) => (ofPatient ? ofPatient(record, held) : record);
  return new DomainError(refusal.code, {
    ...refusal.details,
    cause: refusal.cause,
    ...(current !== undefined && { current: shown(current) }),
    ...(candidates && {
      candidates: candidates.map((candidate) => ({
        ...candidate,
        patient: Patient.parse(shown(candidate.patient)),
      })),
    }),
  });
}
