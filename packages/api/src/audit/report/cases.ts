import { auditors, type CasesOf, none, nothing, unknownId } from "../../testing/case.ts";
import type { auditTrailRouter } from "./router.ts";

/** Entries that the suites themselves add none of. */
const createdPatients = { action: "patient.create" };

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
  },
  breakGlass: {
    allowed: auditors,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ limit: 2 }), () => ({ limit: 0, cursor: "x" })],
  },
} satisfies CasesOf<typeof auditTrailRouter>;
