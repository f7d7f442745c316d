import { type CasesOf, clinical, members, unknownId, unknownTo, wrongIds } from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PatientId } from "../../kernel/field/ids.ts";
import type { mergeProcedures } from "./procedures.ts";

const merging = (keepId: PatientId, mergedId: PatientId) => ({
  keepId,
  expectedVersion: 1,
  mergedId,
  mergedExpectedVersion: "any" as const,
});
const mergingAny = (keepId: PatientId, mergedId: PatientId) => ({
  ...merging(keepId, mergedId),
  expectedVersion: "any" as const,
});
const mergeAndBoth = ({ mergeId, patient, mergedPatient }: Fixture) => [mergeId, patient, mergedPatient];

export const mergeCases = {
  merge: {
    allowed: clinical,
    input: ({ patient, other }) => merging(patient, other),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ patient, other }, created) => [patient, other, created],
    variants: [
      ({ patient }) => merging(patient, patient),
      ({ patient }) => merging(patient, unknownId),
      ({ patient, other }) => ({ ...merging(patient, other), expectedVersion: 7 }),
      ({ patient }) => ({ ...merging(patient, patient), mergedId: "17" }),
    ],
    plans: [
      { input: ({ freePatientId, patientId }) => mergingAny(freePatientId, patientId) },
      { input: ({ freePatientId }) => mergingAny(freePatientId, unknownId), refused: "PATIENT_NOT_FOUND" },
    ],
  },
  unmerge: {
    allowed: clinical,
    input: ({ mergeId }) => ({ mergeId }),
    foreign: "MERGE_NOT_FOUND",
    subjects: mergeAndBoth,
    variants: [() => ({ mergeId: unknownId }), () => ({ mergeId: "17" })],
    plans: [
      { input: ({ mergeId }) => ({ mergeId }) },
      { input: () => ({ mergeId: unknownId }), refused: "MERGE_NOT_FOUND" },
    ],
  },
  merges: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: mergeAndBoth,
    variants: [...wrongIds(), ({ patient }) => ({ id: patient, limit: 0 })],
    plans: [
      { input: ({ patientId }) => ({ id: patientId }) },
      { input: ({ removed }) => ({ id: removed.mergedId }) },
      unknownTo("PATIENT_NOT_FOUND"),
    ],
  },
} satisfies CasesOf<{ _def: { record: typeof mergeProcedures } }>;
