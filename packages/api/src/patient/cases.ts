import { historyCases } from "../history/cases.ts";
import { mergeCases } from "../merge/cases.ts";
import { anyVersion, type CasesOf, clinical, frontDesk, madeOne, members, nothing } from "../testing/case.ts";
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
  },
  byId: { allowed: members, input: ofPatient, foreign, subjects },
  duplicates: { allowed: members, input: ofPatient, foreign, subjects },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux", gender: "other" }),
    foreign: "unseen",
    subjects: madeOne,
  },
  update: {
    allowed: frontDesk,
    input: ({ patient }) => ({ id: patient, ...anyVersion, name: "Quux" }),
    foreign,
    subjects,
  },
  remove: {
    allowed: clinical,
    input: ({ other }) => ({ id: other, ...anyVersion }),
    foreign,
    probe: ({ patient }) => ({ id: patient, ...anyVersion }),
    subjects: ({ other }) => [other],
  },
  removed: {
    allowed: clinical,
    input: nothing,
    foreign: "unseen",
    subjects: ({ removedPatient, mergedPatient, patient }) => [removedPatient, mergedPatient, patient],
  },
  restore: {
    allowed: clinical,
    input: ({ removedPatient }) => ({ id: removedPatient }),
    foreign,
    subjects: ({ removedPatient }) => [removedPatient],
  },
  doctors: {
    allowed: members,
    input: ofPatient,
    foreign,
    subjects: ({ patient, doctor }) => [patient, doctor],
  },
  ...mergeCases,
  ...historyCases({
    readers: members,
    editors: frontDesk,
    foreign,
    id: ({ patient }) => patient,
    subjects,
  }),
} satisfies CasesOf<typeof patientRouter>;
