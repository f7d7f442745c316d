import { historyCases } from "../history/cases.ts";
import {
  anyVersion,
  type CasesOf,
  clinical,
  directoryEditors,
  directoryReaders,
  madeOne,
  members,
  none,
  nothing,
  reading,
  unknownId,
  unknownTo,
  wrongIds,
} from "../testing/case.ts";
import { commonWord, everySort, halfMatch } from "../testing/list-plans.ts";
import { filled, type PlanWorld } from "../testing/plan-world.ts";
import type { World } from "../testing/world.ts";
import type { doctorRouter } from "./router.ts";

const foreign = { shared: "the directory of doctors is one for all practices" };
const ofDoctor = ({ doctor }: World) => ({ id: doctor });
const subjects = ({ doctor }: World) => [doctor];
const both = ({ doctor, free }: World) => [doctor, free];

const itIn = ({ doctorId }: PlanWorld) => ({ id: doctorId });
const freeIn = ({ freeDoctorId }: PlanWorld) => ({ id: freeDoctorId });
const unknownDoctor = unknownTo("DOCTOR_NOT_FOUND");
const everyThird = reading(400, "one in three matches: it is as good to pass over the others");
const wholeDirectory = reading(
  2 * filled.doctors,
  "no trigram: every doctor is looked at, in the index alone",
);

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
      { input: () => ({ q: "an" }), ...commonWord },
      {
        input: () => ({ q: "quisenberry" }),
        ...reading(100, "the trigrams' rows, of which some are others'"),
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
    plans: [{ input: itIn }, unknownDoctor],
  },
  workload: {
    allowed: members,
    input: (world) => ({ ids: both(world) }),
    foreign: { shared: "the directory says which doctors exist; the isolation suite tests their numbers" },
    subjects: both,
    variants: [
      ({ doctor }) => ({ ids: [doctor] }),
      () => ({ ids: [unknownId] }),
      () => ({ ids: ["17"] }),
      nothing,
    ],
    plans: [
      {
        input: ({ doctorId, freeDoctorId }) => ({ ids: [doctorId, freeDoctorId] }),
        ...reading(2_000, "the doctor's assignments are counted, in the index alone"),
      },
      { input: () => ({ ids: [unknownId] }) },
    ],
  },
  specializations: {
    allowed: directoryReaders,
    input: nothing,
    foreign: "unseen",
    subjects: none,
    plans: [reading(2 * filled.doctors, "each doctor of the practice is looked up once, and no other")],
  },
  mayChange: {
    allowed: directoryReaders,
    input: ofDoctor,
    foreign,
    subjects,
    variants: [nothing, ...wrongIds()],
    plans: [{ input: itIn }, { input: freeIn }, unknownDoctor],
  },
  create: {
    allowed: clinical,
    input: () => ({ name: "Quux Zelda" }),
    foreign,
    subjects: madeOne,
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
        input: (world) => ({
          ...itIn(world),
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
      { input: (world) => ({ ...freeIn(world), ...anyVersion }) },
      {
        input: (world) => ({ ...itIn(world), ...anyVersion }),
        refused: "DOCTOR_HAS_ASSIGNMENTS",
        ...reading(2 * filled.assignments, "they are counted, and in other practices one is looked for"),
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
