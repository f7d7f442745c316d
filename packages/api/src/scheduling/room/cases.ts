import {
  anyVersion,
  type CasesOf,
  frontDesk,
  members,
  none,
  nothing,
  unknownTo,
  wrongIds,
} from "../../testing/case.ts";
import type { Fixture } from "../../testing/fixture.ts";
import type { PlanFixture } from "../../testing/plan-fixture.ts";
import type { roomRouter } from "./router.ts";

const foreign = "ROOM_NOT_FOUND";
const ofRoom = async ({ schedule }: Fixture, more: object = {}) => ({ id: (await schedule()).room, ...more });
const plannedId = ({ schedule }: PlanFixture) => ({ id: schedule.room });

export const roomCases = {
  list: {
    allowed: members,
    input: async ({ schedule }) => {
      await schedule();
      return {};
    },
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ schedule }) => ({ cursor: schedule.roomCursor }) }],
  },
  byId: {
    allowed: members,
    input: (fixture) => ofRoom(fixture),
    foreign,
    subjects: none,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux" }),
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ name: "Quux" }), () => ({ name: "", isActive: 1 }), nothing],
    plans: [{ input: () => ({ name: "New" }) }],
  },
  update: {
    allowed: frontDesk,
    input: async ({ schedule }) => ({ id: (await schedule()).room, ...anyVersion, name: "Quux Two" }),
    foreign,
    subjects: none,
    variants: [
      ...wrongIds({ ...anyVersion, name: "Quux" }),
      (fixture) => ofRoom(fixture, { expectedVersion: 9, name: "Quux Two" }),
      (fixture) => ofRoom(fixture, { ...anyVersion, name: "quux" }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, name: "New" }) }],
  },
  remove: {
    allowed: frontDesk,
    input: async ({ schedule }) => ({ id: (await schedule()).freeRoom, ...anyVersion }),
    foreign,
    subjects: none,
    variants: [
      (fixture) => ofRoom(fixture, anyVersion),
      ...wrongIds(anyVersion),
      (fixture) => ofRoom(fixture, { expectedVersion: 9 }),
    ],
    plans: [
      { input: ({ schedule }) => ({ id: schedule.freeRoom, ...anyVersion }) },
      { input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }), refused: "ROOM_IN_USE" },
    ],
  },
} satisfies CasesOf<typeof roomRouter>;
