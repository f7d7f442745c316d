import {
  anyVersion,
  type CasesOf,
  clinical,
  clinicalReaders,
  reading,
  unknownId,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { chartRouter } from "./router.ts";

const ofPatient = async ({ chart, encounters, patient }: Fixture) => {
  // Sequential, so that their order in time is always the same.
  await encounters();
  await chart();
  return { patientId: patient };
};

const all = async ({ chart, encounters, patient }: Fixture) => [
  patient,
  ...Object.values(await chart()),
  ...Object.values(await encounters()),
];

const read = {
  allowed: clinicalReaders,
  input: ofPatient,
  foreign: "PATIENT_NOT_FOUND",
} as const;

const moving = { ...anyVersion, reason: "Palpitations" };

export const chartCases = {
  summary: {
    allowed: clinicalReaders,
    input: ofPatient,
    foreign: "PATIENT_NOT_FOUND",
    subjects: async ({ chart, encounters, patient, doctor }) => {
      const { condition, allergy, medication } = await chart();
      return [patient, condition, allergy, medication, doctor, ...Object.values(await encounters())];
    },
    variants: [() => ({ patientId: unknownId })],
    plans: [
      {
        input: ({ encounters: { patientId } }) => ({ patientId }),
        ...reading(900, "the patient's conditions, allergies, medications and immunizations"),
      },
      {
        input: ({ chart }) => ({ patientId: chart.measuredId }),
        ...reading(60, "a row for each code, and the patient's few other records"),
      },
    ],
  },
  revision: {
    ...read,
    subjects: ({ patient }) => [patient],
    variants: [() => ({ patientId: unknownId })],
    plans: [
      {
        input: ({ encounters: { patientId } }) => ({ patientId }),
        ...reading(1_000, "the patient's records, as no index has when they were changed"),
      },
    ],
  },
  timeline: {
    ...read,
    subjects: all,
    variants: [
      ({ patient }) => ({ patientId: patient, kinds: ["note", "observation"], limit: 1 }),
      ({ patient }) => ({ patientId: patient, startBefore: "2020-01-01T00:00:00Z", limit: 1 }),
      () => ({ limit: 0, cursor: "x", startBefore: "x" }),
      ({ patient }) => ({ patientId: patient, cursor: "newer.x" }),
    ],
    plans: [
      {
        input: ({ encounters: { patientId } }) => ({ patientId }),
        ...reading(500, "a page of each kind"),
      },
      {
        input: ({ encounters: { patientId, cursor } }) => ({
          patientId,
          cursor,
          kinds: ["encounter"],
          from: "2020-01-01T00:00:00Z",
        }),
      },
      {
        input: ({ encounters: { patientId, cursor } }) => ({ patientId, cursor: `newer.${cursor}` }),
        ...reading(500, "a page of each kind"),
      },
      {
        input: ({ encounters: { patientId } }) => ({ patientId, startBefore: "2020-01-01T00:00:00Z" }),
        ...reading(500, "a page of each kind"),
      },
    ],
  },
  trend: {
    ...read,
    input: async (fixture) => ({ ...(await ofPatient(fixture)), code: "Quux" }),
    subjects: ({ patient }) => [patient],
    variants: [
      ({ patient }) => ({ patientId: patient, system: "http://loinc.org", code: "29463-7" }),
      () => ({ code: "" }),
    ],
    plans: [
      {
        input: ({ encounters: { patientId } }) => ({ patientId, code: "Weight" }),
        ...reading(400, "the observations of the code"),
      },
    ],
  },
  recordNoneKnown: {
    allowed: clinical,
    input: ({ other }) => ({ patientId: other, statement: "no-known-problems", note: "Palpitations" }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ other }, created) => [created, other],
    variants: [
      async ({ patient, chart }) => {
        await chart();
        return { patientId: patient, statement: "no-known-medications" };
      },
      () => ({}),
    ],
    plans: [
      {
        input: ({ chart }) => ({ patientId: chart.noneKnownId, statement: "no-known-immunizations" }),
      },
    ],
  },
  moves: {
    ...read,
    input: async ({ patient, moved }) => {
      await moved();
      return { patientId: patient };
    },
    subjects: async ({ patient, other, moved }) => [patient, other, await moved()],
    variants: [({ patient }) => ({ patientId: patient, limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{ input: ({ chart }) => ({ patientId: chart.noneKnownId }) }],
  },
  moveRecord: {
    allowed: clinical,
    input: async ({ chart, other: patientId }) => ({
      recordId: (await chart()).condition,
      patientId,
      ...moving,
    }),
    foreign: "RECORD_NOT_FOUND",
    subjects: async ({ chart, patient, other }) => [(await chart()).condition, patient, other],
    variants: [
      async ({ chart, patient: patientId }) => ({
        recordId: (await chart()).condition,
        patientId,
        ...moving,
      }),
      async ({ chart, other: patientId }) => ({
        recordId: (await chart()).observation,
        patientId,
        ...moving,
        expectedVersion: 9,
      }),
      async ({ chart }) => ({ recordId: (await chart()).allergy, patientId: unknownId, ...moving }),
      ({ other: patientId }) => ({ recordId: "x", patientId, ...moving }),
    ],
    plans: [
      {
        input: ({ chart, freePatientId: patientId }) => ({ recordId: chart.condition, patientId, ...moving }),
        ...reading(10, "all restrictions of the patient's records"),
      },
      {
        input: ({ encounters, freePatientId: patientId }) => ({
          recordId: encounters.finished,
          patientId,
          ...moving,
        }),
        ...reading(400, "the records of the encounter"),
        refused: "RECORD_SIGNED",
      },
      {
        input: ({ freePatientId: patientId }) => ({ recordId: unknownId, patientId, ...moving }),
        refused: "RECORD_NOT_FOUND",
      },
    ],
  },
} satisfies CasesOf<typeof chartRouter>;
