import {
  anyVersion,
  type CasesOf,
  clinical,
  createdRecord,
  directoryEditors,
  directoryReaders,
  none,
  nothing,
  reading,
  unknownTo,
  wrongIds,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import { everySort, everyTenth, halfMatch } from "@caretype/test-api/list-plans";
import { filledCounts, type PlanFixture } from "@caretype/test-api/plan-fixture";
import { historyCases } from "../../../mechanisms/history/cases.ts";
import type { doctorRouter } from "./router.ts";

const foreign = { shared: "all practices share the directory of doctors" };
const ofDoctor = ({ doctor }: Fixture) => ({ id: doctor });
const subjects = ({ doctor }: Fixture) => [doctor];
const both = ({ doctor, free }: Fixture) => [doctor, free];

const plannedId = ({ doctorId }: PlanFixture) => ({ id: doctorId });
const unassignedId = ({ freeDoctorId }: PlanFixture) => ({ id: freeDoctorId });
const unknownDoctor = unknownTo("DOCTOR_NOT_FOUND");
const everyThird = reading(400, "one in three matches, so skipping the others is as fast");
const wholeDirectory = reading(2 * filledCounts.doctors, "no trigram: an index-only scan reads every doctor");

export const doctorCases = {
  list: {
    allowed: directoryReaders,
    input: () => ({ limit: 2, sort: "newest" }),
    foreign,
    subjects: both,
    variants: [() => ({ q: "no such doctor" }), () => ({ limit: 500 })],
    plans: [
      ...everySort(({ doctors }) => doctors),
      { input: () => ({ specialization: "cardiology" }) },
      { input: () => ({ specialization: "CARD" }) },
      { input: ({ doctors }) => ({ specialization: "gen", cursor: doctors.newest }), ...everyThird },
      { input: () => ({ specialization: "GEN", sort: "name" }), ...everyThird },
      { input: () => ({ gender: "female" }), ...halfMatch },
      { input: () => ({ q: "an" }), ...everyTenth },
      {
        input: () => ({ q: "quisenberry" }),
        ...reading(
          2 * filledCounts.doctors,
          "an index-only scan for how names like it begin; a larger directory uses the trigram index",
        ),
      },
      { input: () => ({ q: "xq" }), ...wholeDirectory },
    ],
  },
  byId: {
    allowed: directoryReaders,
    input: ofDoctor,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownDoctor],
  },
  specializations: {
    allowed: directoryReaders,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    plans: [
      reading(2 * filledCounts.doctors, "each doctor of the practice is looked up once, and no others"),
    ],
  },
  mayChange: {
    allowed: directoryReaders,
    input: ofDoctor,
    foreign,
    subjects,
    variants: [nothing, ...wrongIds()],
    plans: [{ input: plannedId }, { input: unassignedId }, unknownDoctor],
  },
  create: {
    allowed: clinical,
    input: () => ({ name: "Quux Zelda" }),
    foreign,
    subjects: createdRecord,
    variants: [
      () => ({ name: "E F", yearsOfExperience: 3 }),
      () => ({ name: "E", maxAppointmentsPerDay: -1 }),
    ],
    plans: [
      {
        input: () => ({
          name: "Sam Okafor",
          specialization: "CARD",
          licenseNumber: "L",
          email: "s@example.org",
        }),
      },
    ],
  },
  update: {
    allowed: directoryEditors,
    input: ({ doctor }) => ({ id: doctor, ...anyVersion, contactInfo: "Zelda" }),
    foreign,
    subjects,
    variants: wrongIds({ ...anyVersion, contactInfo: "here" }),
    plans: [
      {
        input: (fixture) => ({
          ...plannedId(fixture),
          ...anyVersion,
          contactInfo: "here",
          email: "new@example.org",
        }),
      },
    ],
  },
  remove: {
    allowed: directoryEditors,
    input: ({ free }) => ({ id: free, ...anyVersion }),
    foreign,
    subjects: ({ free }) => [free],
    variants: [...wrongIds(anyVersion), ({ doctor }) => ({ id: doctor, ...anyVersion })],
    plans: [
      { input: (fixture) => ({ ...unassignedId(fixture), ...anyVersion }) },
      {
        input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }),
        refused: "DOCTOR_HAS_ASSIGNMENTS",
        ...reading(
          2 * filledCounts.assignments,
          "assignments are counted, and one of another practice is searched",
        ),
      },
    ],
  },
  removed: {
    allowed: directoryEditors,
    input: () => ({ limit: 1 }),
    foreign,
    subjects: ({ removedDoctor }) => [removedDoctor],
    variants: [() => ({ cursor: "x" })],
    plans: [{}, { input: ({ removed }) => ({ cursor: removed.doctorCursor }) }],
  },
  restore: {
    allowed: directoryEditors,
    input: ({ removedDoctor }) => ({ id: removedDoctor }),
    foreign,
    subjects: ({ removedDoctor }) => [removedDoctor],
    variants: [...wrongIds(), ofDoctor],
    plans: [{ input: ({ removed }) => ({ id: removed.doctorId }) }, unknownDoctor],
  },
  ...historyCases({
    readers: directoryReaders,
    editors: directoryEditors,
    foreign,
    id: ({ doctor }) => doctor,
    removedId: ({ removedDoctor }) => removedDoctor,
    subjects,
    plans: {
      id: ({ doctorId }) => doctorId,
      removedId: ({ removed }) => removed.doctorId,
      notFound: "DOCTOR_NOT_FOUND",
    },
  }),
} satisfies CasesOf<typeof doctorRouter>;
