import { historyCases } from "../../mechanisms/history/cases.ts";
import { distinctCases } from "../../people/patient/duplicate/cases.ts";
import {
  anyVersion,
  type CasesOf,
  clinical,
  createdRecord,
  frontDesk,
  members,
  none,
  nothing,
  reading,
  unknownTo,
  wrongIds,
} from "../../testing/case.ts";
import type { Fixture } from "../../testing/fixture.ts";
import type { PlanFixture } from "../../testing/plan-fixture.ts";
import { mergeCases } from "../merge/cases.ts";
import { countPlans, listPlans } from "./list-plans.ts";
import type { patientRouter } from "./router.ts";

const foreign = "PATIENT_NOT_FOUND";
const ofPatient = ({ patient }: Fixture) => ({ id: patient });
const subjects = ({ patient }: Fixture) => [patient];

const plannedId = ({ patientId }: PlanFixture) => ({ id: patientId });
const unassignedId = ({ freePatientId }: PlanFixture) => ({ id: freePatientId });
const sameDayOrName = reading(100, "everybody born on the same day, or with the same name, is compared");

const newestCompared = reading(
  20_000,
  "the newest patients are compared with all of the same name, day of birth, phone number or email",
);

export const patientCases = {
  list: {
    allowed: members,
    foreign: "unseen",
    probe: ({ doctor }) => ({ doctorId: doctor }),
    subjects: ({ patient, other }) => [patient, other],
    variants: [
      () => ({ limit: 1, sort: "name", gender: "female" }),
      () => ({ q: "zel" }),
      ({ doctor }) => ({ doctorId: doctor }),
      () => ({ minAge: 18, maxAge: 39 }),
      () => ({ limit: 0, sort: "age", cursor: "x", maxAge: 151 }),
    ],
    plans: listPlans,
  },
  count: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    probe: ({ doctor }) => ({ doctorId: doctor }),
    subjects: none,
    variants: [
      () => ({ gender: "female" }),
      () => ({ q: "zel" }),
      ({ doctor }) => ({ doctorId: doctor, maxAge: 39 }),
      () => ({ minAge: 40, maxAge: 39, gender: "x" }),
    ],
    plans: countPlans,
  },
  byId: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  identifiers: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  duplicates: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId, ...sameDayOrName }, unknownTo(foreign)],
  },
  possibleDuplicates: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" }), () => ({ cursor: "x" })],
    plans: [{ ...newestCompared }, { input: () => ({ limit: 1 }), ...newestCompared }],
  },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux", gender: "other" }),
    foreign: "unseen",
    subjects: createdRecord,
    variants: [
      () => ({
        firstName: "A",
        lastName: "B",
        gender: "other",
        age: 3,
        phoneNumber: "1",
        email: "a@example.org",
      }),
      () => ({ gender: "x", age: 200, email: "x", dateOfBirth: "2023-02-30" }),
    ],
    plans: [
      { input: () => ({ name: "Ann Lee", gender: "female", age: 41 }) },
      {
        input: () => ({
          name: "Ann Quisenberry",
          gender: "female",
          dateOfBirth: "1980-02-29",
          onDuplicates: "refuse",
          phoneNumber: "030 5550199",
          email: "ann@example.org",
        }),
        ...sameDayOrName,
      },
    ],
  },
  update: {
    allowed: frontDesk,
    input: ({ patient }) => ({ id: patient, ...anyVersion, name: "Quux" }),
    foreign,
    subjects,
    variants: [
      ...wrongIds({ ...anyVersion, name: "New Name" }),
      ({ patient }) => ({ id: patient, expectedVersion: 9, name: "New Name" }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, name: "New Name" }) }],
  },
  remove: {
    allowed: clinical,
    input: ({ other }) => ({ id: other, ...anyVersion }),
    foreign,
    probe: ({ patient }) => ({ id: patient, ...anyVersion }),
    subjects: ({ other }) => [other],
    variants: [
      ...wrongIds(anyVersion),
      ({ patient }) => ({ id: patient, ...anyVersion }),
      ({ patient }) => ({ id: patient, ...anyVersion, unassign: true }),
      ({ other }) => ({ id: other, expectedVersion: 9 }),
    ],
    plans: [
      { input: (fixture) => ({ ...unassignedId(fixture), ...anyVersion }) },
      { input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }), refused: "PATIENT_HAS_ASSIGNMENTS" },
      { input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, unassign: true }) },
      {
        input: ({ encounters }) => ({ id: encounters.patientId, ...anyVersion, unassign: true }),
        refused: "PATIENT_HAS_RECORDS",
        ...reading(400, "the patient's clinical records are counted"),
      },
    ],
  },
  removed: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: ({ removedPatient, mergedPatient, patient }) => [removedPatient, mergedPatient, patient],
    variants: [() => ({ limit: 0 })],
    plans: [{}, { input: ({ removed }) => ({ cursor: removed.patientCursor }) }],
  },
  restore: {
    allowed: clinical,
    input: ({ removedPatient }) => ({ id: removedPatient }),
    foreign,
    subjects: ({ removedPatient }) => [removedPatient],
    variants: [...wrongIds(), ofPatient, ({ mergedPatient }) => ({ id: mergedPatient })],
    plans: [
      { input: ({ removed }) => ({ id: removed.patientId }) },
      { input: ({ removed }) => ({ id: removed.togetherId }) },
      unknownTo(foreign),
    ],
  },
  doctors: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: wrongIds(),
    plans: [{ input: plannedId }, { input: (fixture) => ({ ...plannedId(fixture), limit: 1 }) }],
  },
  ...distinctCases,
  ...mergeCases,
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ patient }) => patient,
    removedId: ({ removedPatient }) => removedPatient,
    subjects,
    plans: {
      id: ({ patientId }) => patientId,
      removedId: ({ removed }) => removed.patientId,
      notFound: foreign,
    },
  }),
} satisfies CasesOf<typeof patientRouter>;
