import fc from "fast-check";
import { expect, test } from "vitest";
import { isTooComplex } from "../src/http/json-extent.ts";

type Extent = { members: number; names: number };

/** Counts on parsed JSON, for comparison. */
function extentOf(value: unknown): Extent {
  if (typeof value !== "object" || value === null) return { members: 0, names: 0 };
  const parts = Object.values(value);
  const within = parts.map(extentOf);
  return {
    members: 1 + Math.max(0, parts.length - 1) + total(within, "members"),
    names: (Array.isArray(value) ? 0 : parts.length) + total(within, "names"),
  };
}

const total = (extents: Extent[], name: keyof Extent) => extents.reduce((sum, each) => sum + each[name], 0);

const isOver = (json: string, { members, names }: Extent) =>
  isTooComplex(Buffer.from(json), { members, names });

const awkward = fc.constantFrom(
  '"',
  "\\",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "\\\\",
  '\\"',
  "x".repeat(63),
  "x".repeat(200),
  "é",
  "\u0000",
);
const text = fc.array(awkward, { maxLength: 12 }).map((parts) => parts.join(""));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof({ depthSize: "small" }, text, fc.integer(), fc.constant(null), tie("list"), tie("record")),
  list: fc.array(tie("json"), { maxLength: 6 }),
  record: fc.dictionary(text, tie("json"), { maxKeys: 6 }),
}));

test("members and names are counted on the text as on the parsed JSON, for any strings", () => {
  fc.assert(
    fc.property(json, fc.boolean(), (value, isIndented) => {
      const sent = JSON.stringify(value, null, isIndented ? 2 : 0);
      const extent = extentOf(JSON.parse(sent));
      expect(isOver(sent, extent)).toBe(false);
      if (extent.members > 0) expect(isOver(sent, { ...extent, members: extent.members - 1 })).toBe(true);
      if (extent.names > 0) expect(isOver(sent, { ...extent, names: extent.names - 1 })).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("lists and objects are nested at most 64 deep", () => {
  const much = { members: 10_000, names: 10_000 };
  const nested = (depth: number) => `${'[{"a":'.repeat(depth / 2)}1${"}]".repeat(depth / 2)}`;
  expect(isOver(nested(64), much)).toBe(false);
  expect(isOver(nested(66), much)).toBe(true);
  expect(isOver(`"${"[".repeat(1_000)}"`, much)).toBe(false);
});

test("invalid JSON is counted to its end, and left to the parser", () => {
  const few = { members: 3, names: 3 };
  for (const broken of ['"', '"\\', "}}}}", '{"a', `"${"x".repeat(100)}`, `"${"x".repeat(100)}\\"`])
    expect([broken, isOver(broken, few)]).toEqual([broken, false]);
  expect(isOver(`}}}}${"[".repeat(4)}`, few)).toBe(true);
});
