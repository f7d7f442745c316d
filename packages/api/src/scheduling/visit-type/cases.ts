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
import type { visitTypeRouter } from "./router.ts";

const foreign = "VISIT_TYPE_NOT_FOUND";
const ofVisitType = async ({ schedule }: Fixture, more: object = {}) => ({
  id: (await schedule()).visitType,
  ...more,
});
const plannedId = ({ schedule }: PlanFixture) => ({ id: schedule.visitType });

export const visitTypeCases = {
  list: {
    allowed: members,
    input: async ({ schedule }) => {
      await schedule();
      return {};
    },
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ schedule }) => ({ cursor: schedule.visitTypeCursor }) }],
  },
  byId: {
    allowed: members,
    input: (fixture) => ofVisitType(fixture),
    foreign,
    subjects: none,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux", minutes: 20, seats: 4 }),
    foreign: "unseen",
    subjects: none,
    variants: [() => ({ name: "Quux", minutes: 5 }), () => ({ name: "", minutes: 4, seats: 0 }), nothing],
    plans: [{ input: () => ({ name: "New", minutes: 20 }) }],
  },
  update: {
    allowed: frontDesk,
    input: async ({ schedule }) => ({ id: (await schedule()).visitType, ...anyVersion, name: "Quux Two" }),
    foreign,
    subjects: none,
    variants: [
      ...wrongIds({ ...anyVersion, name: "Quux" }),
      (fixture) => ofVisitType(fixture, { expectedVersion: 9, name: "Quux Two" }),
      (fixture) => ofVisitType(fixture, { ...anyVersion, name: "quux" }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, name: "New" }) }],
  },
  remove: {
    allowed: frontDesk,
    input: async ({ schedule }) => ({ id: (await schedule()).freeVisitType, ...anyVersion }),
    foreign,
    subjects: none,
    variants: [
      (fixture) => ofVisitType(fixture, anyVersion),
      ...wrongIds(anyVersion),
      (fixture) => ofVisitType(fixture, { expectedVersion: 9 }),
    ],
    plans: [
      { input: ({ schedule }) => ({ id: schedule.freeVisitType, ...anyVersion }) },
      { input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }), refused: "VISIT_TYPE_IN_USE" },
    ],
  },
} satisfies CasesOf<typeof visitTypeRouter>;
