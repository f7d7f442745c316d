import {
  type CasesOf,
  dateInDays,
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
import type { waitlistRouter } from "./router.ts";

const foreign = "WAITLIST_ENTRY_NOT_FOUND";
const wish = async ({ schedule, other, doctor }: Fixture) => ({
  patientId: other,
  doctorId: doctor,
  visitTypeId: (await schedule()).visitType,
  lastDay: dateInDays(30),
  note: "Palpitations",
});
const plannedWish = ({ schedule, patientId, freeDoctorId }: PlanFixture) => ({
  patientId,
  doctorId: freeDoctorId,
  visitTypeId: schedule.visitType,
  lastDay: dateInDays(30),
});

export const waitlistCases = {
  list: {
    allowed: members,
    input: async ({ schedule }) => {
      await schedule();
      return {};
    },
    foreign: "unseen",
    subjects: ({ patient, doctor }) => [patient, doctor],
    variants: [
      ({ patient }) => ({ patientId: patient, limit: 1 }),
      ({ other }) => ({ patientId: other }),
      () => ({ patientId: unknownId }),
      () => ({ limit: 0, cursor: "x" }),
    ],
    plans: [
      {},
      { input: ({ schedule }) => ({ cursor: schedule.waitlistCursor }) },
      { input: ({ patientId }) => ({ patientId }) },
    ],
  },
  add: {
    allowed: frontDesk,
    input: wish,
    foreign: "PATIENT_NOT_FOUND",
    subjects: ({ other, doctor }) => [other, doctor],
    variants: [
      async (fixture) => ({ ...(await wish(fixture)), lastDay: "2026-01-01" }),
      async (fixture) => ({ ...(await wish(fixture)), specialization: "CARD", weekdays: [8] }),
      async (fixture) => ({ ...(await wish(fixture)), startsFrom: "10:00", startsTo: "09:00" }),
      async (fixture) => ({ ...(await wish(fixture)), doctorId: unknownId }),
      async (fixture) => ({ ...(await wish(fixture)), visitTypeId: unknownId }),
      nothing,
    ],
    plans: [
      { input: plannedWish },
      {
        input: (fixture) => ({ ...plannedWish(fixture), patientId: unknownId }),
        refused: "PATIENT_NOT_FOUND",
      },
    ],
  },
  remove: {
    allowed: frontDesk,
    input: async ({ schedule }) => ({ id: (await schedule()).waiting }),
    foreign,
    subjects: ({ patient }) => [patient],
    variants: wrongIds(),
    plans: [
      { input: ({ schedule }) => ({ id: schedule.waiting }), ...reading(10, "the entry's offers are ended") },
      unknownTo(foreign),
    ],
  },
} satisfies CasesOf<typeof waitlistRouter>;
