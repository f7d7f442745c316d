import {
  type CasesOf,
  clinicalReaders,
  none,
  nothing,
  owners,
  reading,
  unknownId,
} from "@caretype/test-api/case";
import type { Fixture } from "@caretype/test-api/fixture-type";
import type { codesRouter } from "./router.ts";

const uri = "http://example.org/codes";
const plannedUri = "http://example.org/7";

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
