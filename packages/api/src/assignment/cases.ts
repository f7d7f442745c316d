import { historyCases } from "../history/cases.ts";
import { anyVersion, type CasesOf, frontDesk, members } from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { assignmentRouter } from "./router.ts";

const foreign = "ASSIGNMENT_NOT_FOUND";
const ofAssignment = ({ assignment }: World) => ({ id: assignment });
const subjects = ({ assignment, patient, doctor }: World) => [assignment, patient, doctor];
const removedSubjects = ({ removedAssignment, other, free }: World) => [removedAssignment, other, free];

export const assignmentCases = {
  list: {
    allowed: members,
    foreign: "unseen",
    probe: ({ patient }) => ({ patientId: patient }),
    subjects,
  },
  listForPatient: {
    allowed: members,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects,
  },
  byId: { allowed: members, input: ofAssignment, foreign, subjects },
  lookup: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
  },
  create: {
    allowed: frontDesk,
    input: ({ other, doctor }) => ({ patientId: other, doctorId: doctor, reasonForVisit: "Palpitations" }),
    foreign: "PATIENT_OR_DOCTOR_NOT_FOUND",
    subjects: ({ other, doctor }, made) => [made, other, doctor],
  },
  update: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion, reasonForVisit: "Quux" }),
    foreign,
    subjects,
  },
  remove: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion }),
    foreign,
    subjects,
  },
  removed: {
    allowed: frontDesk,
    foreign: "unseen",
    probe: ({ other }) => ({ patientId: other }),
    subjects: removedSubjects,
  },
  restore: {
    allowed: frontDesk,
    input: ({ removedAssignment }) => ({ id: removedAssignment }),
    foreign,
    subjects: removedSubjects,
  },
  removePair: {
    allowed: frontDesk,
    input: ({ patient, doctor }) => ({ patientId: patient, doctorId: doctor, ...anyVersion }),
    foreign,
    subjects,
  },
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ assignment }) => assignment,
    subjects,
  }),
} satisfies CasesOf<typeof assignmentRouter>;
