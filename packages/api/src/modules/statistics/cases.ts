import {
  type CasesOf,
  dateInDays,
  members,
  none,
  nothing,
  reading,
  unknownId,
} from "@caretype/test-api/case";
import { filledCounts } from "@caretype/test-api/plan-fixture";
import type { statisticsRouter } from "./router.ts";
import type { workloadRouter } from "./workload.ts";

const timeZone = { timeZone: "Europe/Zurich" };
const inZurich = () => timeZone;

const everyPatient = reading(filledCounts.largestPractice + 100, "every patient of the practice is counted");
const everyAssignment = reading(filledCounts.assignments, "every assignment of the practice is counted");
/** The database was filled today. */
const ofToday = reading(20_000, "every audit entry of the practice's day is read");

const nextWeeks = { from: dateInDays(0), to: dateInDays(28) };
const everyVisit = reading(20_000, "every appointment of the range, and of the next months, is read");

/** The newest patients are compared with all who share a name, date of birth, phone number or email. */
const everyRecord = reading(
  filledCounts.assignments,
  "every patient and assignment of the practice is counted, and the newest patients are compared",
);

export const statisticsCases = {
  overview: {
    allowed: members,
    input: inZurich,
    foreign: "unseen",
    without: timeZone,
    subjects: none,
    variants: [() => ({ timeZone: "America/St_Johns" }), () => ({ timeZone: "+01:00" }), nothing],
    plans: [{ input: inZurich, ...everyRecord }],
  },
  patientGrowth: {
    allowed: members,
    input: inZurich,
    foreign: "unseen",
    without: timeZone,
    subjects: none,
    variants: [() => ({ ...timeZone, months: 2 }), () => ({ timeZone: "Mars/Olympus", months: 0 }), nothing],
    plans: [
      { input: inZurich, ...everyPatient },
      { input: () => ({ timeZone: "UTC", months: 1 }), ...everyPatient },
      { ...everyPatient },
    ],
  },
  patientGroups: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    plans: [everyPatient],
  },
  doctorLoad: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects: ({ doctor }) => [doctor],
    variants: [() => ({ most: 1 }), () => ({ most: 0 })],
    plans: [everyAssignment],
  },
  appointments: {
    allowed: members,
    input: async ({ schedule }) => {
      await schedule();
      return nextWeeks;
    },
    foreign: "unseen",
    without: nextWeeks,
    subjects: ({ doctor }) => [doctor],
    variants: [
      () => ({ ...nextWeeks, freeMinutes: 720 }),
      () => ({ from: "2026-02-02", to: "2026-02-01", freeMinutes: 1 }),
      () => ({ from: "2026-02-02", to: "2028-02-01" }),
      nothing,
    ],
    plans: [{ input: () => nextWeeks, ...everyVisit }],
  },
  today: {
    allowed: members,
    input: inZurich,
    foreign: "unseen",
    without: timeZone,
    subjects: none,
    variants: [() => ({ timeZone: "America/St_Johns" }), () => ({ timeZone: "+01:00" }), nothing],
    plans: [{ input: inZurich, ...ofToday }, ofToday],
  },
} satisfies CasesOf<typeof statisticsRouter>;

export const statisticsDoctorCases = {
  workload: {
    allowed: members,
    input: ({ doctor, free }) => ({ ids: [doctor, free] }),
    foreign: { shared: "the directory is public to practices; the isolation suite tests the counts" },
    subjects: ({ doctor, free }) => [doctor, free],
    variants: [
      ({ doctor }) => ({ ids: [doctor] }),
      () => ({ ids: [unknownId] }),
      () => ({ ids: ["17"] }),
      nothing,
    ],
    plans: [
      {
        input: ({ doctorId, freeDoctorId }) => ({ ids: [doctorId, freeDoctorId] }),
        ...reading(2_000, "an index-only scan counts the doctor's assignments"),
      },
      { input: () => ({ ids: [unknownId] }) },
    ],
  },
} satisfies CasesOf<typeof workloadRouter>;
