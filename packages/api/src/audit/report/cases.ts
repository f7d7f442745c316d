import { auditors, type CasesOf, none, nothing, reading, unknownId } from "../../testing/case.ts";
import { filled } from "../../testing/plan-world.ts";
import type { auditTrailRouter } from "./router.ts";

/** Entries that the suites themselves add none of. */
const createdPatients = { action: "patient.create" };

const fewEntries = reading(
  2 * 1_000,
  "there are at most 1,000 entries of the patient, and all are looked up",
);
const manyEntries = reading(
  100 * 51 + 50,
  "of a patient who is in more than 1,000 entries, 100 of the practice's are read for each that is wanted",
);
const rareEntries = reading(
  2 * filled.auditEntries,
  "no index says which entries have the outcome: the practice's are looked through",
);

export const auditTrailCases = {
  accessReport: {
    allowed: auditors,
    // The suites themselves add entries: those are left out.
    input: ({ patient, madeBefore }) => ({ patientId: patient, until: madeBefore }),
    foreign: "PATIENT_NOT_FOUND",
    // The report covers every patient who was merged into this one.
    subjects: ({ patient, mergedPatient }) => [patient, mergedPatient],
    variants: [
      ({ removedPatient, madeBefore }) => ({ patientId: removedPatient, until: madeBefore, limit: 2 }),
      () => ({ patientId: unknownId }),
      () => ({ patientId: "17", limit: 1_001 }),
      ({ patient }) => ({ patientId: patient, cursor: "x" }),
    ],
    plans: [
      { input: ({ patientId }) => ({ patientId }), ...fewEntries },
      { input: ({ busiestPatientId }) => ({ patientId: busiestPatientId }), ...manyEntries },
      {
        input: ({ busiestPatientId, reportCursor }) => ({
          patientId: busiestPatientId,
          cursor: reportCursor,
        }),
        ...manyEntries,
      },
      { input: ({ removed: { patientId } }) => ({ patientId }), ...fewEntries },
      { input: () => ({ patientId: unknownId }), refused: "PATIENT_NOT_FOUND" },
    ],
  },
  list: {
    allowed: auditors,
    input: ({ account, patient, madeBefore }) => ({
      accountId: account.id,
      subjectId: patient,
      until: madeBefore,
    }),
    foreign: "unseen",
    probe: ({ patient }) => ({ subjectId: patient, ...createdPatients }),
    without: createdPatients,
    subjects: ({ account, patient }) => [account.id, patient],
    variants: [
      ({ patient, madeBefore }) => ({ subjectId: patient, until: madeBefore, sort: "oldest", limit: 1 }),
      ({ madeBefore }) => ({ action: "patient.create", outcome: "ok", until: madeBefore }),
      () => ({ accountId: unknownId }),
      () => ({ limit: 201, sort: "name", accountId: "17", from: "yesterday", cursor: "x" }),
    ],
    plans: [
      {},
      { input: () => ({ sort: "oldest" }) },
      { input: ({ entriesCursor }) => ({ cursor: entriesCursor }) },
      { input: () => ({ from: "2024-03-01T00:00:00Z", until: "2024-05-01T00:00:00Z" }) },
      { input: ({ accountId }) => ({ accountId }) },
      { input: ({ accountId, entriesCursor }) => ({ accountId, cursor: entriesCursor }) },
      { input: ({ busyElsewhereId }) => ({ accountId: busyElsewhereId }) },
      { input: () => ({ outcome: "PERMISSION_DENIED" }), ...rareEntries },
      { input: ({ patientId }) => ({ subjectId: patientId, sort: "oldest" }), ...fewEntries },
      { input: ({ busiestPatientId }) => ({ subjectId: busiestPatientId, sort: "oldest" }), ...manyEntries },
    ],
  },
  breakGlass: {
    allowed: auditors,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ limit: 2 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: () => ({ limit: 1 }) }],
  },
} satisfies CasesOf<typeof auditTrailRouter>;
