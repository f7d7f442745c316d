import { historyRows } from "@caretype/core/mechanisms/history/cases";
import {
  anyVersion,
  type CasesOf,
  clinical,
  clinicalReaders,
  reading,
  someday,
  unknownId,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Encounters, Fixture } from "@caretype/test-api/fixture-type";
import type { PlanFixture } from "@caretype/test-api/plan-fixture";
import type { encounterRouter } from "./router.ts";

const foreign = "ENCOUNTER_NOT_FOUND";
const subjectsOf =
  (which: keyof Encounters) =>
  async ({ encounters, patient, doctor }: Fixture) => [(await encounters())[which], patient, doctor];
const of =
  <More extends object>(which: keyof Encounters, more: More) =>
  async ({ encounters }: Fixture) => ({ id: (await encounters())[which], ...anyVersion, ...more });
const plannedOf =
  <More extends object>(which: keyof Encounters, more: More) =>
  ({ encounters }: PlanFixture) => ({ id: encounters[which], ...anyVersion, ...more });

const wrong = { ...anyVersion, reason: "Wrong patient" };
const over = { startedAt: "2026-01-05T09:00:00Z", endedAt: "2026-01-05T09:20:00Z" };

const read = {
  allowed: clinicalReaders,
  input: async ({ encounters }: Fixture) => ({ id: (await encounters()).finished }),
  foreign,
  subjects: subjectsOf("finished"),
} as const;

/** The rows of a step from a status that allows it. */
const step = <More extends object>(which: keyof Encounters, more: More) => ({
  allowed: clinical,
  input: of(which, more),
  foreign: foreign as typeof foreign,
  subjects: subjectsOf(which),
  variants: [...wrongIds({ ...anyVersion, ...more }), of(which, { ...more, expectedVersion: 9 })],
});

export const encounterCases = {
  list: {
    allowed: clinicalReaders,
    input: async ({ encounters, patient }) => {
      await encounters();
      return { patientId: patient, status: "finished" };
    },
    foreign: "unseen",
    subjects: subjectsOf("finished"),
    variants: [
      ({ doctor }) => ({ doctorId: doctor, limit: 1 }),
      ({ doctor, patient }) => ({ doctorId: doctor, patientId: patient, from: over.endedAt }),
      () => ({ status: "entered-in-error", to: over.startedAt }),
      () => ({ limit: 0, cursor: "x", status: "over" }),
    ],
    plans: [
      {},
      { input: ({ encounters }) => ({ cursor: encounters.cursor }) },
      {
        input: ({ encounters }) => ({
          patientId: encounters.patientId,
          from: over.startedAt,
          to: someday,
        }),
      },
      { input: ({ doctorId }) => ({ doctorId }) },
      {
        input: ({ encounters, doctorId }) => ({ patientId: encounters.patientId, doctorId }),
        ...reading(400, "the patient's encounters"),
      },
    ],
  },
  byId: {
    ...read,
    variants: wrongIds(),
    plans: [{ input: ({ encounters }) => ({ id: encounters.finished }) }, unknownTo(foreign)],
  },
  create: {
    allowed: clinical,
    input: ({ patient, doctor }) => ({
      patientId: patient,
      doctorId: doctor,
      status: "finished",
      ...over,
      reason: { text: "Palpitations" },
    }),
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ patient, doctor }, created) => [created, patient, doctor],
    variants: [
      ({ patient }) => ({ patientId: patient, status: "finished" }),
      ({ patient }) => ({ patientId: patient, startedAt: over.endedAt, endedAt: over.startedAt }),
      ({ patient }) => ({ patientId: patient, startedAt: someday }),
      ({ patient }) => ({ patientId: patient, doctorId: unknownId }),
      ({ patient }) => ({ patientId: patient, appointmentId: unknownId }),
      async ({ other, schedule }) => ({
        patientId: other,
        appointmentId: (await schedule()).appointment,
      }),
      ({ patient }) => ({ patientId: patient, reason: {} }),
      () => ({ patientId: unknownId }),
    ],
    plans: [
      {
        input: ({ encounters, doctorId }) => ({
          patientId: encounters.patientId,
          doctorId,
          status: "planned",
        }),
      },
      {
        input: ({ schedule, encounters }) => ({
          patientId: encounters.patientId,
          appointmentId: schedule.held,
        }),
        refused: "INVALID_INPUT",
      },
    ],
  },
  update: {
    ...step("finished", { reason: { text: "Cough" } }),
    plans: [{ input: plannedOf("finished", { class: "home", startedAt: "2020-01-01T00:00:00Z" }) }],
  },
  arrive: {
    ...step("planned", {}),
    plans: [
      { input: plannedOf("planned", {}) },
      { input: plannedOf("finished", {}), refused: "ENCOUNTER_STATE" },
    ],
  },
  start: { ...step("planned", {}), plans: [{ input: plannedOf("planned", {}) }] },
  finish: { ...step("current", {}), plans: [{ input: plannedOf("current", {}) }] },
  cancel: {
    ...step("planned", { reason: "Palpitations" }),
    plans: [{ input: plannedOf("planned", { reason: "Ill" }) }],
  },
  enterInError: {
    ...step("current", { reason: "Palpitations" }),
    variants: [...wrongIds(wrong), of("current", {})],
    plans: [{ input: plannedOf("current", wrong) }],
  },
  lock: {
    ...step("finished", {}),
    plans: [
      { input: plannedOf("finished", {}) },
      { input: plannedOf("planned", {}), refused: "ENCOUNTER_STATE" },
    ],
  },
  ...historyRows({
    readers: clinicalReaders,
    of: read.input,
    planned: ({ encounters }) => ({ id: encounters.finished }),
    about: read,
  }),
} satisfies CasesOf<typeof encounterRouter>;
