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
  },
  byId: { allowed: directoryReaders, input: ofDoctor, foreign, subjects },
  workload: {
    allowed: members,
    input: (world) => ({ ids: both(world) }),
    foreign: { shared: "the directory says which doctors exist; the isolation suite tests their numbers" },
    subjects: both,
  },
  specializations: { allowed: directoryReaders, input: nothing, foreign: "unseen", subjects: none },
  mayChange: { allowed: directoryReaders, input: ofDoctor, foreign, subjects },
  create: { allowed: clinical, input: () => ({ name: "Quux Zelda" }), foreign, subjects: madeOne },
  update: {
    allowed: directoryEditors,
    input: ({ doctor }) => ({ id: doctor, ...anyVersion, contactInfo: "Zelda" }),
    foreign,
    subjects,
  },
  remove: {
    allowed: directoryEditors,
    input: ({ free }) => ({ id: free, ...anyVersion }),
    foreign,
    subjects: ({ free }) => [free],
  },
  removed: {
    allowed: directoryEditors,
    input: () => ({ limit: 1 }),
    foreign,
    subjects: ({ removedDoctor }) => [removedDoctor],
  },
  restore: {
    allowed: directoryEditors,
    input: ({ removedDoctor }) => ({ id: removedDoctor }),
    foreign,
    subjects: ({ removedDoctor }) => [removedDoctor],
  },
  ...historyCases({
    readers: directoryReaders,
    editors: directoryEditors,
    foreign,
    id: ({ doctor }) => doctor,
    subjects,
  }),
} satisfies CasesOf<typeof doctorRouter>;
