import { auditors, type CasesOf, none, nothing, reading, unknownId } from "@caretype/test-api/case";
import { filledCounts } from "@caretype/test-api/plan-fixture";
import type { auditTrailRouter } from "./router.ts";

/** The test suites leave no entries of this action. */
const createdPatients = { action: "patient.create" };

const fewEntries = reading(2 * 1_000, "reads at most 1,000 entries of the patient");
const manyEntries = reading(
  100 * 51 + 50,
  "for a patient with more than 1,000 entries, reads 100 of the practice's per requested entry",
);
const firstAndLast = reading(
  3 * 51,
  "looks for the practice's first and last entry in each month, and passes a few technical entries",
);
const refusedRemovals = reading(2 * 1_000, "reads the practice's entries of the action, all refused");
const fewTechnical = reading(
  2 * filledCounts.auditEntries,
  "one in a hundred entries is technical, and has no index: scans the practice's entries",
);

export const auditCases = {
  accessReport: {
    allowed: auditors,
    // Excludes entries that the suites themselves add.
    input: ({ patient, createdBefore }) => ({ patientId: patient, until: createdBefore }),
    foreign: "PATIENT_NOT_FOUND",
    // The report covers every patient merged into this one.
    subjects: ({ patient, mergedPatient }) => [patient, mergedPatient],
    variants: [
      ({ removedPatient, createdBefore }) => ({ patientId: removedPatient, until: createdBefore, limit: 2 }),
      () => ({ patientId: unknownId }),
      ({ patient, createdBefore }) => ({ patientId: patient, kind: "records", until: createdBefore }),
      () => ({ patientId: "17", limit: 1_001, kind: "all" }),
      ({ patient }) => ({ patientId: patient, cursor: "x" }),
    ],
    plans: [
      { input: ({ patientId }) => ({ patientId }), ...fewEntries },
      { input: ({ patientId }) => ({ patientId, kind: "records" }), ...fewEntries },
      { input: ({ busiestPatientId }) => ({ patientId: busiestPatientId, kind: "records" }), ...manyEntries },
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
    input: ({ account, patient, createdBefore }) => ({
      accountId: account.id,
      subjectId: patient,
      until: createdBefore,
    }),
    foreign: "unseen",
    probe: ({ patient }) => ({ subjectId: patient, ...createdPatients }),
    without: createdPatients,
    subjects: ({ account, patient }) => [account.id, patient],
    variants: [
      ({ patient, createdBefore }) => ({
        subjectId: patient,
        until: createdBefore,
        sort: "oldest",
        limit: 1,
      }),
      ({ createdBefore }) => ({ action: "patient.create", outcome: "ok", until: createdBefore }),
      ({ createdBefore }) => ({ kind: "records", until: createdBefore }),
      () => ({ accountId: unknownId }),
      () => ({ limit: 201, kind: "all", sort: "name", accountId: "17", from: "yesterday", cursor: "x" }),
    ],
    plans: [
      {},
      { input: () => ({ sort: "oldest" }) },
      { input: ({ entriesCursor }) => ({ cursor: entriesCursor }) },
      { input: () => ({ from: "2024-03-01T00:00:00Z", until: "2024-05-01T00:00:00Z" }) },
      { input: ({ accountId }) => ({ accountId }) },
      { input: ({ accountId, entriesCursor }) => ({ accountId, cursor: entriesCursor }) },
      { input: ({ busyElsewhereId }) => ({ accountId: busyElsewhereId }) },
      { input: () => ({ kind: "records" }), ...firstAndLast },
      { input: () => ({ kind: "technical" }), ...fewTechnical },
      { input: () => ({ outcome: "PERMISSION_DENIED" }), ...firstAndLast },
      { input: () => ({ outcome: "STALE_VERSION", kind: "records" }), ...firstAndLast },
      { input: () => ({ outcome: "ok" }), ...firstAndLast },
      { input: () => ({ action: "patient.update", sort: "oldest" }), ...firstAndLast },
      { input: () => ({ action: "import.synthea" }), ...firstAndLast },
      { input: () => ({ action: "patient.remove", outcome: "ok" }), ...refusedRemovals },
      {
        input: ({ busyElsewhereId }) => ({ accountId: busyElsewhereId, action: "import.synthea" }),
        ...firstAndLast,
      },
      { input: ({ patientId }) => ({ subjectId: patientId, sort: "oldest" }), ...fewEntries },
      { input: ({ busiestPatientId }) => ({ subjectId: busiestPatientId, sort: "oldest" }), ...manyEntries },
    ],
  },
  recordNames: {
    allowed: auditors,
    input: ({ patient, removedPatient, doctor, account }) => ({
      ids: [patient, removedPatient, doctor, account.id],
    }),
    foreign: "unseen",
    probe: ({ patient }) => ({ ids: [patient] }),
    without: { ids: [unknownId] },
    subjects: ({ patient, removedPatient, doctor, account }) => [patient, removedPatient, doctor, account.id],
    variants: [
      ({ patient, assignment }) => ({ ids: [patient, assignment, unknownId] }),
      () => ({ ids: ["17"] }),
      nothing,
    ],
    plans: [
      {
        input: ({ patientId, doctorId, removed, accountId }) => ({
          ids: [patientId, doctorId, removed.patientId, removed.doctorId, accountId],
        }),
      },
      { input: () => ({ ids: [unknownId] }) },
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
