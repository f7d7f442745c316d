import { historyCases } from "../history/cases.ts";
import {
  anyVersion,
  type CasesOf,
  frontDesk,
  members,
  nothing,
  unknownId,
  wrongIds,
} from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { assignmentRouter } from "./router.ts";

type Removed = Pick<World, "removedAssignment" | "other" | "free">;

const foreign = "ASSIGNMENT_NOT_FOUND";
const ofAssignment = ({ assignment }: World) => ({ id: assignment });
const subjects = ({ assignment, patient, doctor }: World) => [assignment, patient, doctor];
const removedSubjects = ({ removedAssignment, other, free }: Removed) => [removedAssignment, other, free];

export const assignmentCases = {
  list: {
    allowed: members,
    foreign: "unseen",
    probe: ({ patient }) => ({ patientId: patient }),
    subjects,
    variants: [({ patient }) => ({ patientId: patient, sort: "oldest" }), () => ({ limit: 0 })],
  },
  listForPatient: {
    allowed: members,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects,
    variants: [() => ({ patientId: unknownId }), () => ({ patientId: "17" })],
  },
  byId: { allowed: members, input: ofAssignment, foreign, subjects },
  lookup: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: [ofAssignment, ...wrongIds()],
  },
  create: {
    allowed: frontDesk,
    input: ({ other, doctor }) => ({ patientId: other, doctorId: doctor, reasonForVisit: "Palpitations" }),
    foreign: "PATIENT_OR_DOCTOR_NOT_FOUND",
    subjects: ({ other, doctor }, made) => [made, other, doctor],
    variants: [
      ({ patient, doctor }) => ({ patientId: patient, doctorId: doctor }),
      ({ patient }) => ({ patientId: patient, doctorId: unknownId }),
      nothing,
    ],
  },
  update: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion, reasonForVisit: "Quux" }),
    foreign,
    subjects,
    variants: wrongIds({ ...anyVersion, reasonForVisit: "y" }),
  },
  remove: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion }),
    foreign,
    subjects,
    variants: wrongIds(anyVersion),
  },
  removed: {
    allowed: frontDesk,
    foreign: "unseen",
    probe: ({ other }) => ({ patientId: other }),
    subjects: ({ blockedAssignment, removedPatient, removedDoctor, ...world }) => [
      blockedAssignment,
      removedPatient,
      removedDoctor,
      ...removedSubjects(world),
    ],
    variants: [
      () => ({ limit: 500 }),
      ({ removedPatient }) => ({ patientId: removedPatient }),
      () => ({ patientId: "x" }),
    ],
  },
  restore: {
    allowed: frontDesk,
    input: ({ removedAssignment }) => ({ id: removedAssignment }),
    foreign,
    subjects: removedSubjects,
    variants: [...wrongIds(), ({ blockedAssignment }) => ({ id: blockedAssignment })],
  },
  removePair: {
    allowed: frontDesk,
    input: ({ patient, doctor }) => ({ patientId: patient, doctorId: doctor, ...anyVersion }),
    foreign,
    subjects,
    variants: [({ other, doctor }) => ({ patientId: other, doctorId: doctor, ...anyVersion })],
  },
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ assignment }) => assignment,
    removedId: ({ removedAssignment }) => removedAssignment,
    subjects,
  }),
} satisfies CasesOf<typeof assignmentRouter>;
