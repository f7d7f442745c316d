import type { codesImportRouter } from "../../import/codes-router.ts";
import {
  type CasesOf,
  clinical,
  clinicalReaders,
  none,
  nothing,
  owners,
  reading,
  unknownId,
  wrongIds,
} from "../../testing/case.ts";
import type { Fixture } from "../../testing/fixture.ts";
import type { codesRouter } from "./router.ts";

const uri = "http://example.org/codes";
const plannedUri = "http://example.org/7";
const foreign = "CODES_IMPORT_NOT_FOUND";
const concepts = [{ code: "C3", display: "Quux", synonyms: ["Zelda"] }];

const withCodes =
  <Input>(input: Input) =>
  async ({ codes }: Fixture): Promise<Input> => {
    await codes();
    return input;
  };

export const codesCases = {
  list: {
    allowed: clinicalReaders,
    input: withCodes({}),
    foreign: "unseen",
    subjects: none,
    variants: [withCodes({ limit: 1 }), () => ({ limit: 0, cursor: "x" })],
    plans: [{}, { input: ({ codes }) => ({ cursor: codes.cursor }) }],
  },
  search: {
    allowed: clinicalReaders,
    input: withCodes({ q: "flutter palp" }),
    foreign: "unseen",
    without: { q: "palp" },
    subjects: none,
    variants: [
      withCodes({ q: "a1" }),
      withCodes({ q: "quux", uri, includeRetired: true, limit: 1 }),
      withCodes({ q: "quux", field: "condition.code" }),
      () => ({ q: "quux", field: "condition.code", uri }),
      () => ({ q: "" }),
      () => ({ q: ", ," }),
      nothing,
    ],
    plans: [
      { input: () => ({ q: "c1999" }) },
      {
        input: () => ({ q: "heart find", uri: plannedUri }),
        ...reading(800, "250 of each kind of match, to rank them"),
      },
      { input: () => ({ q: "c7", field: "condition.code" }), ...reading(200, "codes that begin so") },
    ],
  },
  byCode: {
    allowed: clinicalReaders,
    input: withCodes({ system: uri, code: "A1" }),
    foreign: "CODE_NOT_FOUND",
    subjects: none,
    variants: [
      withCodes({ system: uri, code: "A1", version: "1" }),
      withCodes({ system: uri, code: "A1", version: "2" }),
      withCodes({ system: uri, code: "a1" }),
      () => ({ system: uri }),
    ],
    plans: [
      { input: () => ({ system: plannedUri, code: "C77" }) },
      {
        input: () => ({ system: plannedUri, code: unknownId }),
        refused: "CODE_NOT_FOUND",
      },
    ],
  },
  check: {
    allowed: clinicalReaders,
    input: withCodes({ field: "condition.code", system: uri, code: "A1" }),
    foreign: "unseen",
    without: { field: "condition.code", system: uri, code: "A1" },
    subjects: none,
    variants: [() => ({ field: "patient.name", system: uri, code: "A1" }), nothing],
    plans: [{ input: () => ({ field: "condition.code", system: plannedUri, code: "C77" }) }],
  },
  fields: {
    allowed: clinicalReaders,
    foreign: "unseen",
    subjects: none,
    plans: [{}],
  },
  setField: {
    allowed: owners,
    input: withCodes({ field: "condition.code", uri, mode: "refuse" }),
    foreign: "INVALID_INPUT",
    subjects: none,
    variants: [
      () => ({ field: "condition.code", uri: "http://example.org/unheard-of" }),
      () => ({ field: "condition.code", uri: null }),
      () => ({ field: "condition", uri }),
      nothing,
    ],
    plans: [
      { input: () => ({ field: "condition.code", uri: plannedUri, mode: "refuse" }) },
      { input: () => ({ field: "allergy.substance", uri: null }) },
    ],
  },
} satisfies CasesOf<typeof codesRouter>;

export const importCodesCases = {
  start: {
    allowed: clinical,
    input: () => ({ uri: "http://example.org/other", version: "1" }),
    foreign: "unseen",
    subjects: none,
    variants: [
      withCodes({ uri, version: "1" }),
      () => ({ uri: "codes", version: "" }),
      () => ({ kind: "value-set", uri, version: "1", title: "Offered" }),
      nothing,
    ],
    plans: [{ input: () => ({ uri: "http://example.org/new", version: "1" }) }],
  },
  addConcepts: {
    allowed: clinical,
    input: async ({ codes }) => ({ id: (await codes()).open, concepts }),
    foreign,
    subjects: none,
    variants: [
      ...wrongIds({ concepts }),
      async ({ codes }) => ({ id: (await codes()).finished, concepts }),
      async ({ codes }) => ({ id: (await codes()).open, concepts: [] }),
      async ({ codes }) => ({ id: (await codes()).open, concepts: [{ code: "C3" }] }),
      async ({ codes }) => ({
        id: (await codes()).open,
        concepts: [{ system: "http://example.org/other", code: "C3", display: "Quux" }],
      }),
    ],
    plans: [{ input: ({ codes }) => ({ id: codes.open, concepts }) }],
  },
  finish: {
    allowed: clinical,
    input: async ({ codes }) => ({ id: (await codes()).open, concepts: 1 }),
    foreign,
    subjects: none,
    variants: [
      ...wrongIds({ concepts: 1 }),
      async ({ codes }) => ({ id: (await codes()).open, concepts: 7 }),
      async ({ codes }) => ({ id: (await codes()).finished, concepts: 2 }),
    ],
    plans: [
      {
        input: ({ codes }) => ({ id: codes.open, concepts: 1 }),
        ...reading(10_000, "the codes of both versions, to retire those that are missing"),
      },
    ],
  },
  undo: {
    allowed: clinical,
    input: async ({ codes }) => ({ id: (await codes()).finished }),
    foreign,
    subjects: none,
    variants: wrongIds(),
    plans: [{ input: ({ codes }) => ({ id: codes.finished }) }],
  },
} satisfies CasesOf<typeof codesImportRouter>;
