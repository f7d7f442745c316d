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
  unknownId,
  wrongIds,
} from "../testing/case.ts";
import type { World } from "../testing/world.ts";
import type { doctorRouter } from "./router.ts";

const foreign = { shared: "the directory of doctors is one for all practices" };
const ofDoctor = ({ doctor }: World) => ({ id: doctor });
const subjects = ({ doctor }: World) => [doctor];
const both = ({ doctor, free }: World) => [doctor, free];

export const doctorCases = {
  list: {
    allowed: directoryReaders,
    input: () => ({ limit: 2, sort: "newest" }),
    foreign,
    subjects: both,
    variants: [() => ({ q: "no such doctor" }), () => ({ limit: 500 })],
  },
  byId: { allowed: directoryReaders, input: ofDoctor, foreign, subjects, variants: wrongIds() },
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
  },
  specializations: { allowed: directoryReaders, input: nothing, foreign: "unseen", subjects: none },
  mayChange: {
    allowed: directoryReaders,
    input: ofDoctor,
    foreign,
    subjects,
    variants: [nothing, ...wrongIds()],
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
  },
  update: {
    allowed: directoryEditors,
    input: ({ doctor }) => ({ id: doctor, ...anyVersion, contactInfo: "Zelda" }),
    foreign,
    subjects,
    variants: wrongIds({ ...anyVersion, contactInfo: "here" }),
  },
  remove: {
    allowed: directoryEditors,
    input: ({ free }) => ({ id: free, ...anyVersion }),
    foreign,
    subjects: ({ free }) => [free],
    variants: [...wrongIds(anyVersion), ({ doctor }) => ({ id: doctor, ...anyVersion })],
  },
  removed: {
    allowed: directoryEditors,
    input: () => ({ limit: 1 }),
    foreign,
    subjects: ({ removedDoctor }) => [removedDoctor],
    variants: [() => ({ cursor: "x" })],
  },
  restore: {
    allowed: directoryEditors,
    input: ({ removedDoctor }) => ({ id: removedDoctor }),
    foreign,
    subjects: ({ removedDoctor }) => [removedDoctor],
    variants: [...wrongIds(), ofDoctor],
  },
  ...historyCases({
    readers: directoryReaders,
    editors: directoryEditors,
    foreign,
    id: ({ doctor }) => doctor,
    removedId: ({ removedDoctor }) => removedDoctor,
    subjects,
  }),
} satisfies CasesOf<typeof doctorRouter>;
