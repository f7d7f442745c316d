import { historyCases } from "../history/cases.ts";
import {
  anyVersion,
  type CasesOf,
  frontDesk,
  members,
  nothing,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "../testing/case.ts";
import type { PlanWorld } from "../testing/plan-world.ts";
import type { World } from "../testing/world.ts";
import type { assignmentRouter } from "./router.ts";

type Removed = Pick<World, "removedAssignment" | "other" | "free">;

const foreign = "ASSIGNMENT_NOT_FOUND";
const ofAssignment = ({ assignment }: World) => ({ id: assignment });
const subjects = ({ assignment, patient, doctor }: World) => [assignment, patient, doctor];
const removedSubjects = ({ removedAssignment, other, free }: Removed) => [removedAssignment, other, free];

const itIn = ({ assignment: { id } }: PlanWorld) => ({ id });
const pairIn = ({ assignment: { patientId, doctorId } }: PlanWorld) => ({ patientId, doctorId });
const withNames = reading(200, "of each of at most 51, the patient and the doctor may be removed, too");

export const assignmentCases = {
  list: {
    allowed: members,
    foreign: "unseen",
    probe: ({ patient }) => ({ patientId: patient }),
    subjects,
    variants: [({ patient }) => ({ patientId: patient, sort: "oldest" }), () => ({ limit: 0 })],
    plans: [
      {},
      { input: () => ({ sort: "oldest" }) },
      { input: ({ assignmentsCursor }) => ({ cursor: assignmentsCursor }) },
      { input: ({ doctorId }) => ({ doctorId }) },
      { input: ({ doctorId, assignmentsCursor }) => ({ doctorId, cursor: assignmentsCursor }) },
      { input: ({ patientId }) => ({ patientId, sort: "oldest" }) },
      { input: pairIn },
    ],
  },
  listForPatient: {
    allowed: members,
    input: ({ patient }) => ({ patientId: patient }),
    foreign: "PATIENT_NOT_FOUND",
    subjects,
    variants: [() => ({ patientId: unknownId }), () => ({ patientId: "17" })],
    plans: [
      { input: ({ patientId }) => ({ patientId }) },
      { input: ({ patientId }) => ({ patientId, limit: 1 }) },
    ],
  },
  byId: { allowed: members, input: ofAssignment, foreign, subjects, plans: [{ input: itIn }] },
  lookup: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: [ofAssignment, ...wrongIds()],
    plans: [{ input: itIn }, { input: ({ patientId }) => ({ id: patientId }) }, unknownTo(foreign)],
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
    plans: [
      { input: ({ freePatientId, doctorId }) => ({ patientId: freePatientId, doctorId }) },
      { input: pairIn, refused: "ALREADY_ASSIGNED" },
    ],
  },
  update: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion, reasonForVisit: "Quux" }),
    foreign,
    subjects,
    variants: wrongIds({ ...anyVersion, reasonForVisit: "y" }),
    plans: [{ input: (world) => ({ ...itIn(world), ...anyVersion, reasonForVisit: "new" }) }],
  },
  remove: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion }),
    foreign,
    subjects,
    variants: wrongIds(anyVersion),
    plans: [{ input: (world) => ({ ...itIn(world), ...anyVersion }) }],
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
    plans: [
      withNames,
      { input: ({ removed }) => ({ cursor: removed.assignmentCursor }), ...withNames },
      { input: ({ removed: { patientId } }) => ({ patientId }), ...withNames },
      { input: () => ({ patientId: unknownId }) },
    ],
  },
  restore: {
    allowed: frontDesk,
    input: ({ removedAssignment }) => ({ id: removedAssignment }),
    foreign,
    subjects: removedSubjects,
    variants: [...wrongIds(), ({ blockedAssignment }) => ({ id: blockedAssignment })],
    plans: [{ input: ({ removed }) => ({ id: removed.assignmentId }) }, unknownTo(foreign)],
  },
  removePair: {
    allowed: frontDesk,
    input: ({ patient, doctor }) => ({ patientId: patient, doctorId: doctor, ...anyVersion }),
    foreign,
    subjects,
    variants: [({ other, doctor }) => ({ patientId: other, doctorId: doctor, ...anyVersion })],
    plans: [{ input: (world) => ({ ...pairIn(world), ...anyVersion }) }],
  },
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ assignment }) => assignment,
    removedId: ({ removedAssignment }) => removedAssignment,
    subjects,
    plans: {
      id: ({ assignment }) => assignment.id,
      removedId: ({ removed }) => removed.assignmentId,
      notFound: foreign,
    },
  }),
} satisfies CasesOf<typeof assignmentRouter>;
