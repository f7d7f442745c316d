import { type CasesOf, clinical, members } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { mergeProcedures } from "./procedures.ts";

const mergeAndBoth = ({ mergeId, patient, mergedPatient }: World) => [mergeId, patient, mergedPatient];

export const mergeCases = {
  merge: {
    allowed: clinical,
    input: ({ patient, other }) => ({
      keepId: patient,
      expectedVersion: 1,
      mergedId: other,
      mergedExpectedVersion: "any",
    }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ patient, other }, made) => [patient, other, made],
  },
  unmerge: {
    allowed: clinical,
    input: ({ mergeId }) => ({ mergeId }),
    foreign: "MERGE_NOT_FOUND",
    subjects: mergeAndBoth,
  },
  merges: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: mergeAndBoth,
  },
} satisfies CasesOf<{ _def: { record: typeof mergeProcedures } }>;
