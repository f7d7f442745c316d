import fc from "fast-check";
import { withOutliers } from "./with-outliers.ts";

type Inputs = Record<string, unknown[]>;

/** Valid and invalid inputs for each procedure of the odd router. */
const queries: Inputs = {
  "pet.list": [undefined, {}, { limit: 2 }, { q: "é ü 漢 + & %", gender: "female" }, { limit: 0 }],
  "pet.byId": [{ id: "a" }, { id: "gone" }, { id: "__proto__" }, { id: 7 }, {}],
  "pet.numbered": [{ serialNumber: 7 }, { serialNumber: 1.5 }, { serialNumber: 2 ** 60 }],
  "fault.limited": [undefined],
  "fault.output": [undefined],
  "odd.echo": [undefined, null, 0, "", "a\u2028b\u0000", [], { a: { b: [1, null] } }, { "": 1 }],
  "odd.batchIndex": [undefined],
};

/** Procedures with outputs and errors that our own do not have. */
const oddQueries: Inputs = {
  "odd.nothing": [undefined],
  "odd.nil": [undefined, 1],
  "odd.callable": [undefined],
  "odd.big": [undefined],
  "odd.promised": [undefined],
  "odd.generated": [undefined],
  "odd.fakePromise": [undefined],
  "odd.promises": [undefined],
  "odd.ownJson": [undefined],
  "odd.thrownText": [undefined],
  "odd.thrownNothing": [undefined],
  "odd.unwritableError": [undefined],
};

const mutations: Inputs = {
  "pet.create": [{}, { fullName: "Ada" }, { gender: "x", weight: "heavy" }, { unknown: 1, notes: { a: 1 } }],
  "pet.update": [{ id: "a", expectedVersion: "any" }, { id: "a", expectedVersion: 1 }, { id: "a" }],
  "pet.remove": [
    { id: "a", expectedVersion: "any" },
    { id: "busy", expectedVersion: 2 },
  ],
  "fault.unexpected": [{ text: "x" }, {}],
  "odd.write": [undefined, null, 1e300, { a: "é" }],
  "odd.noInput": [undefined],
};

const oddMutations: Inputs = {
  "odd.writeBig": [undefined],
  "odd.writePromised": [undefined],
};

export type SentCall = { name: string; input: unknown };

const callOf = (inputs: Inputs): fc.Arbitrary<SentCall> =>
  fc.constantFrom(...Object.entries(inputs)).chain(([name, values]) =>
    fc.record({
      name: fc.constant(name),
      input: withOutliers<unknown>(fc.constantFrom(...values), fc.jsonValue(), 3),
    }),
  );

const otherNames = [
  "",
  "pet",
  "pet.",
  ".pet.byId",
  "pet.byId.",
  "PET.BYID",
  "pet.byid",
  "pet/byId",
  "nothing",
  " ",
  "%",
  "%zz",
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "prototype",
  "pet.constructor",
  "odd.__proto__",
  "pet.byId;x",
  "pet.byId?",
  "é",
  "漢",
  "a".repeat(300),
  "odd.ticks",
  "then",
  "0",
  "null",
  "pet..byId",
];

const otherCall: fc.Arbitrary<SentCall> = fc.record({
  name: fc.oneof(fc.constantFrom(...otherNames), fc.string({ maxLength: 12 })),
  input: fc.jsonValue(),
});

function someOf(inputs: Inputs, oddInputs: Inputs): fc.Arbitrary<SentCall[]> {
  const call = withOutliers(withOutliers(callOf(inputs), callOf(oddInputs), 5), otherCall);
  return fc.oneof(
    { weight: 6, arbitrary: fc.array(call, { minLength: 1, maxLength: 1 }) },
    { weight: 4, arbitrary: fc.array(call, { minLength: 2, maxLength: 5 }) },
    { weight: 1, arbitrary: fc.array(call, { minLength: 9, maxLength: 12 }) },
  );
}

export const sentQueries = someOf(queries, oddQueries);
export const sentMutations = someOf(mutations, oddMutations);

/** Texts instead of an input: invalid JSON, or JSON that parsers read differently. */
const strangeTexts = [
  "",
  " ",
  "\n",
  "null",
  "undefined",
  "{",
  "}",
  "[]",
  "[1]",
  '"text"',
  "1e400",
  "-0",
  "01",
  "NaN",
  "\u0000",
  '{"0":{"id":"a"}}',
  '{"00":1,"0":2}',
  '{"0":1,"0":2}',
  '{"-1":1,"1":{"id":"b"}}',
  "{} {}",
  "//",
  "\uFEFF",
  '\uFEFF{"id":"a"}',
  '\uFEFF\uFEFF{"id":"a"}',
  '{"id":"a"}\uFEFF',
  '{"id":"\\u0061"}',
  '{"id":"\\ud800"}',
  '{"__proto__":{"id":"a"}}',
  '{"0":{"__proto__":1}}',
  '{"constructor":{"prototype":{}}}',
  '{"\\u005f_proto__":1}',
  '{"notes":{"constructor":1}}',
  '{"length":2,"0":{"id":"a"}}',
  "9007199254740993",
  `${"[".repeat(5_000)}${"]".repeat(5_000)}`,
  "[".repeat(5_000),
  `{"id":"${"x".repeat(3_000)}"}`,
];

export const strangeText = fc.oneof(fc.constantFrom(...strangeTexts), fc.json());
