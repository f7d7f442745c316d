import { historyCases } from "../history/cases.ts";
import { mergeCases } from "../merge/cases.ts";
import {
  anyVersion,
  type CasesOf,
  clinical,
  frontDesk,
  madeOne,
  members,
  nothing,
  wrongIds,
} from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { patientRouter } from "./router.ts";

const foreign = "PATIENT_NOT_FOUND";
const ofPatient = ({ patient }: World) => ({ id: patient });
const subjects = ({ patient }: World) => [patient];

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
  },
  byId: { allowed: members, input: ofPatient, foreign, subjects, variants: wrongIds() },
  duplicates: { allowed: members, input: ofPatient, foreign, subjects, variants: wrongIds() },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux", gender: "other" }),
    foreign: "unseen",
    subjects: madeOne,
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
  },
  removed: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: ({ removedPatient, mergedPatient, patient }) => [removedPatient, mergedPatient, patient],
    variants: [() => ({ limit: 0 })],
  },
  restore: {
    allowed: clinical,
    input: ({ removedPatient }) => ({ id: removedPatient }),
    foreign,
    subjects: ({ removedPatient }) => [removedPatient],
    variants: [...wrongIds(), ofPatient, ({ mergedPatient }) => ({ id: mergedPatient })],
  },
  doctors: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: wrongIds(),
  },
  ...mergeCases,
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ patient }) => patient,
    removedId: ({ removedPatient }) => removedPatient,
    subjects,
  }),
} satisfies CasesOf<typeof patientRouter>;
