import {
  anyVersion,
  type CasesOf,
  clinical,
  clinicalReaders,
  createdRecord,
  nothing,
  unknownTo,
  wrongIds,
} from "../../testing/case.ts";
import type { Fixture } from "../../testing/fixture.ts";
import type { PlanFixture } from "../../testing/plan-fixture.ts";
import type { noteKindRouter } from "./router.ts";

const foreign = "NOTE_KIND_NOT_FOUND";
const ofNoteKind = ({ noteKind }: Fixture) => ({ id: noteKind });
const subjects = ({ noteKind }: Fixture) => [noteKind];
const plannedId = ({ noteKind }: PlanFixture) => ({ id: noteKind.id });

export const noteKindCases = {
  list: {
    allowed: clinicalReaders,
    input: nothing,
    foreign: "unseen",
    subjects,
    variants: [() => ({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ noteKind }) => ({ cursor: noteKind.cursor }) }],
  },
  byId: {
    allowed: clinicalReaders,
    input: ofNoteKind,
    foreign,
    subjects,
    variants: wrongIds(),
    plans: [{ input: plannedId }, unknownTo(foreign)],
  },
  create: {
    allowed: clinical,
    input: () => ({ name: "Zelda Quux", template: "Palpitations" }),
    foreign: "unseen",
    subjects: createdRecord,
    variants: [() => ({ name: "Quux" }), () => ({ name: "", template: 1 }), nothing],
    plans: [{ input: () => ({ name: "New" }) }],
  },
  update: {
    allowed: clinical,
    input: ({ noteKind }) => ({ id: noteKind, ...anyVersion, name: "Quux" }),
    foreign,
    subjects,
    variants: [
      ...wrongIds({ ...anyVersion, name: "Quux" }),
      ({ noteKind }) => ({ id: noteKind, expectedVersion: 9, name: "Quux" }),
    ],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion, name: "New" }) }],
  },
  remove: {
    allowed: clinical,
    input: ({ noteKind }) => ({ id: noteKind, ...anyVersion }),
    foreign,
    subjects,
    variants: [...wrongIds(anyVersion), ({ noteKind }) => ({ id: noteKind, expectedVersion: 9 })],
    plans: [{ input: (fixture) => ({ ...plannedId(fixture), ...anyVersion }) }],
  },
} satisfies CasesOf<typeof noteKindRouter>;
