import {
  anyVersion,
  type CasesOf,
  clinical,
  clinicalReaders,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { restrictionRouter } from "./router.ts";

const foreign = "RESTRICTION_NOT_FOUND";
const ofRestriction = async ({ restrictions }: Fixture) => ({ id: (await restrictions()).restriction });
const subjects = async ({ restrictions, patient, account }: Fixture) => {
  const { restriction, record } = await restrictions();
  return [restriction, record, patient, account.id];
};
const plannedId = ({ restriction }: PlanFixture) => ({ id: restriction.id });
const ofPatient = reading(10, "all restrictions of the patient's records");
const reason = "Palpitations at night";

export const restrictionCases = {
  list: {
    allowed: clinicalReaders,
    input: async ({ restrictions, patient }) => {
      await restrictions();
      return { patientId: patient };
    },
    foreign: "PATIENT_NOT_FOUND",
    subjects,
    variants: [
      ({ patient }) => ({ patientId: patient, limit: 1 }),
      ({ other }) => ({ patientId: other }),
      () => ({ limit: 0, cursor: "x" }),
    ],
    plans: [
      { input: ({ restriction }) => ({ patientId: restriction.patientId }), ...ofPatient },
      {
        input: ({ restriction }) => ({ patientId: restriction.patientId, cursor: restriction.cursor }),
        ...ofPatient,
      },
    ],
  },
  byId: {
    allowed: clinicalReaders,
    input: ofRestriction,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  create: {
    allowed: clinical,
    input: async ({ restrictions }) => ({ recordId: (await restrictions()).free }),
    foreign: "RECORD_NOT_FOUND",
    subjects: async ({ restrictions, patient, account }, created) => [
      created,
      (await restrictions()).free,
      patient,
      account.id,
    ],
    variants: [
      async ({ restrictions }) => ({ recordId: (await restrictions()).record }),
      async ({ chart }) => ({ recordId: (await chart()).allergy }),
      async ({ restrictions }) => ({ recordId: (await restrictions()).free, readers: [unknownId] }),
      () => ({ recordId: unknownId }),
      () => ({ recordId: "x" }),
    ],
    plans: [
      { input: ({ chart }) => ({ recordId: chart.condition }) },
      {
        input: ({ encounters, members }) => ({ recordId: encounters.finished, readers: [members.memberId] }),
        ...reading(60, "the practice's members, and the records of the encounter"),
      },
      { input: () => ({ recordId: unknownId }), refused: "RECORD_NOT_FOUND" },
    ],
  },
  update: {
    allowed: clinical,
    input: async (fixture) => ({
      ...(await ofRestriction(fixture)),
      ...anyVersion,
      readers: [await fixture.colleague()],
    }),
    foreign,
    subjects: async (fixture) => [...(await subjects(fixture)), await fixture.colleague()],
    variants: [
      ...wrongIds({ ...anyVersion, readers: [] }),
      async (fixture) => ({ ...(await ofRestriction(fixture)), expectedVersion: 9, readers: [] }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, readers: [] }) }],
  },
  remove: {
    allowed: clinical,
    input: async (fixture) => ({ ...(await ofRestriction(fixture)), ...anyVersion }),
    foreign,
    subjects,
    variants: [
      ...wrongIds(anyVersion),
      async (fixture) => ({ ...(await ofRestriction(fixture)), expectedVersion: 9 }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }) }],
  },
  open: {
    allowed: clinical,
    input: async ({ restrictions }) => ({ patientId: (await restrictions()).closed, reason }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: async ({ restrictions }, created) => [created, (await restrictions()).closed],
    variants: [
      ({ patient }) => ({ patientId: patient, reason }),
      () => ({ patientId: unknownId, reason }),
      ({ patient }) => ({ patientId: patient, reason: "x" }),
    ],
    plans: [
      {
        input: ({ restriction }) => ({ patientId: restriction.closedId, reason }),
        ...reading(60, "the practice's members"),
      },
      { input: ({ patientId }) => ({ patientId, reason }), refused: "NOTHING_WITHHELD" },
      { input: () => ({ patientId: unknownId, reason }), refused: "PATIENT_NOT_FOUND" },
    ],
  },
} satisfies CasesOf<typeof restrictionRouter>;
