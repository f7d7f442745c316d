import { auditors, type CasesOf, none, nothing } from "../../testing/case.ts";
import type { auditTrailRouter } from "./router.ts";

/** Entries that the suites themselves add none of. */
const createdPatients = { action: "patient.create" };

export const auditTrailCases = {
  accessReport: {
    allowed: auditors,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "PATIENT_NOT_FOUND",
    probe: ({ patient, madeBefore }) => ({ patientId: patient, until: madeBefore }),
    // The report covers every patient who was merged into this one.
    subjects: ({ patient, mergedPatient }) => [patient, mergedPatient],
  },
  list: {
    allowed: auditors,
    input: ({ account, patient }) => ({ accountId: account.id, subjectId: patient }),
    foreign: "unseen",
    probe: ({ patient }) => ({ subjectId: patient, ...createdPatients }),
    without: createdPatients,
    subjects: ({ account, patient }) => [account.id, patient],
  },
  breakGlass: { allowed: auditors, input: nothing, foreign: "unseen", subjects: none },
} satisfies CasesOf<typeof auditTrailRouter>;
