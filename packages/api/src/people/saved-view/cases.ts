import {
  anyVersion,
  type CasesOf,
  createdRecord,
  frontDesk,
  members,
  nothing,
  unknownTo,
  wrongIds,
} from "../../testing/case.ts";
import type { Fixture } from "../../testing/fixture.ts";
import type { PlanFixture } from "../../testing/plan-fixture.ts";
import type { savedViewRouter } from "./router.ts";

const foreign = "SAVED_VIEW_NOT_FOUND";
const ofSavedView = ({ savedView }: Fixture) => ({ id: savedView });
const subjects = ({ savedView }: Fixture) => [savedView];
const plannedId = ({ savedView }: PlanFixture) => ({ id: savedView.id });

export const savedViewCases = {
  list: {
    allowed: members,
    input: nothing,
    foreign: "unseen",
    subjects,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ savedView }) => ({ cursor: savedView.cursor }) }],
  },
  byId: {
    allowed: members,
    input: ofSavedView,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  create: {
    allowed: frontDesk,
    input: () => ({ name: "Zelda Quux", filters: { gender: "female", minAge: 65 } }),
    foreign: "unseen",
    subjects: createdRecord,
    variants: [
      () => ({ name: "Quux", filters: {} }),
      () => ({ name: "quux zelda", filters: {} }),
      () => ({ name: "", filters: { q: "Quux" } }),
      nothing,
    ],
    plans: [{ input: () => ({ name: "New", filters: {} }) }],
  },
  update: {
    allowed: frontDesk,
    input: ({ savedView }) => ({ id: savedView, ...anyVersion, name: "Quux" }),
    foreign,
    subjects,
    variants: [
      ...wrongIds({ ...anyVersion, name: "Quux" }),
      ({ savedView }) => ({ id: savedView, expectedVersion: 9, name: "Quux" }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, name: "New" }) }],
  },
  remove: {
    allowed: frontDesk,
    input: ({ savedView }) => ({ id: savedView, ...anyVersion }),
    foreign,
    subjects,
    variants: [...wrongIds(anyVersion), ({ savedView }) => ({ id: savedView, expectedVersion: 9 })],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }) }],
  },
} satisfies CasesOf<typeof savedViewRouter>;
