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
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import { historyCases } from "../../mechanisms/history/cases.ts";
import type { assignmentRouter } from "./router.ts";

type Removed = Pick<Fixture, "removedAssignment" | "other" | "free">;

const foreign = "ASSIGNMENT_NOT_FOUND";
const ofAssignment = ({ assignment }: Fixture) => ({ id: assignment });
const subjects = ({ assignment, patient, doctor }: Fixture) => [assignment, patient, doctor];
const removedSubjects = ({ removedAssignment, other, free }: Removed) => [removedAssignment, other, free];

const plannedId = ({ assignment: { id } }: PlanFixture) => ({ id });
const plannedPair = ({ assignment: { patientId, doctorId } }: PlanFixture) => ({ patientId, doctorId });
const withNames = reading(200, "up to 51 rows, whose patients and doctors may be removed as well");

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
      { input: plannedPair },
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
  doctorsOfPatients: {
    allowed: members,
    input: ({ patient }) => ({ patientIds: [patient] }),
    foreign: "unseen",
    without: { patientIds: [unknownId] },
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: [
      ({ patient, other }) => ({ patientIds: [patient, other, patient] }),
      () => ({ patientIds: ["17"] }),
      nothing,
    ],
    plans: [
      {
        input: ({ patientId, freePatientId }) => ({ patientIds: [patientId, freePatientId] }),
        ...reading(100, "the newest assignments of each patient, and their doctors"),
      },
    ],
  },
  byId: { allowed: members, input: ofAssignment, foreign, subjects, plans: [{ input: plannedId }] },
  lookup: {
    allowed: members,
    input: ({ patient }) => ({ id: patient }),
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: [ofAssignment, ...wrongIds()],
    plans: [{ input: plannedId }, { input: ({ patientId }) => ({ id: patientId }) }, unknownTo(foreign)],
  },
  create: {
    allowed: frontDesk,
    input: ({ other, doctor }) => ({ patientId: other, doctorId: doctor, reasonForVisit: "Palpitations" }),
    foreign: "PATIENT_OR_DOCTOR_NOT_FOUND",
    subjects: ({ other, doctor }, created) => [created, other, doctor],
    variants: [
      ({ patient, doctor }) => ({ patientId: patient, doctorId: doctor }),
      ({ patient }) => ({ patientId: patient, doctorId: unknownId }),
      nothing,
    ],
    plans: [
      { input: ({ freePatientId, doctorId }) => ({ patientId: freePatientId, doctorId }) },
      { input: plannedPair, refused: "ALREADY_ASSIGNED" },
    ],
  },
  update: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion, reasonForVisit: "Quux" }),
    foreign,
    subjects,
    variants: wrongIds({ ...anyVersion, reasonForVisit: "y" }),
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, reasonForVisit: "new" }) }],
  },
  remove: {
    allowed: frontDesk,
    input: ({ assignment }) => ({ id: assignment, ...anyVersion }),
    foreign,
    subjects,
    variants: wrongIds(anyVersion),
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }) }],
  },
  removed: {
    allowed: frontDesk,
    foreign: "unseen",
    probe: ({ other }) => ({ patientId: other }),
    subjects: ({ blockedAssignment, removedPatient, removedDoctor, ...fixture }) => [
      blockedAssignment,
      removedPatient,
      removedDoctor,
      ...removedSubjects(fixture),
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
    plans: [{ input: (fixture) => ({ ...plannedPair(fixture), ...anyVersion }) }],
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
