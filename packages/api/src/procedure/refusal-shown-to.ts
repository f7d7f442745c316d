import { Assignment } from "../assignment/schema.ts";
import { DomainError } from "../error/domain-error.ts";
import { Patient } from "../patient/schema.ts";
import type { Permission } from "../permissions.ts";
import { compileWithholding, type Withhold } from "./guarded-fields.ts";

/** The kinds of records in refusals that have guarded fields: an assignment has its patient in it. */
const guardedRecords = [Patient, Assignment];

let withholdings: Withhold[] | undefined;

function shownTo(held: ReadonlySet<Permission>, record: unknown): unknown {
  withholdings ??= guardedRecords.map(compileWithholding).filter((withhold) => withhold !== undefined);
  // Which kind it is, its type does not say: what any kind withholds under a name is withheld.
  return withholdings.reduce((shown, withhold) => withhold(shown, held), record);
}

/** A refusal without those fields of the records in it that its reader may not see. */
export function refusalShownTo(held: ReadonlySet<Permission>, refusal: DomainError): DomainError {
  const { current, candidates } = refusal.details;
  if (current === undefined && candidates === undefined) return refusal;
  return new DomainError(refusal.code, {
    ...refusal.details,
    cause: refusal.cause,
    ...(current !== undefined && { current: shownTo(held, current) }),
    ...(candidates && {
      candidates: candidates.map((candidate) => ({
        ...candidate,
        patient: Patient.parse(shownTo(held, candidate.patient)),
      })),
    }),
  });
}
