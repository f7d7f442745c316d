import { isDeepStrictEqual } from "node:util";
import { compileParse } from "@caretype/core/kernel/procedure/output-check";
import { PatientPage } from "@caretype/core/people/patient/schema";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { appRouter } from "../src/router.ts";

const id = "01890a5d-ac96-774b-bcce-b302099a0001";

const texts: Record<string, string> = {
  guid: id,
  uuid: id,
  email: "ada@example.org",
  date: "2024-02-29",
  datetime: "2024-02-29T12:00:00.123456Z",
};

/** Cached by object schema, so that a part that two outputs share is the same value. */
const samples = new Map<z.core.$ZodObject, object>();
/** Marks a schema that contains itself. */
const cut = Symbol("cut");

/** Returns a valid value. Nullable parts that contain their own schema become null. */
function sampleOf(schema: z.core.$ZodType, outer: readonly z.core.$ZodType[] = []): unknown {
  const inside = (inner: z.core.$ZodType) => sampleOf(inner, [...outer, schema]);
  if (schema instanceof z.core.$ZodObject) {
    if (outer.filter((each) => each === schema).length > 1) return cut;
    const known = outer.includes(schema) ? undefined : samples.get(schema);
    if (known) return known;
    const fields = Object.entries(schema._zod.def.shape).map(([name, field]) => [name, inside(field)]);
    const sample = Object.fromEntries(fields);
    if (!outer.includes(schema)) samples.set(schema, sample);
    return sample;
  }
  if (schema instanceof z.core.$ZodArray) {
    const item = inside(schema._zod.def.element);
    return item === cut ? cut : [item, inside(schema._zod.def.element)];
  }
  if (schema instanceof z.core.$ZodNullable) {
    const value = inside(schema._zod.def.innerType);
    return value === cut ? null : value;
  }
  if (schema instanceof z.core.$ZodUnion) return inside(schema._zod.def.options[0] ?? schema);
  if (schema instanceof z.core.$ZodRecord) return { key: inside(schema._zod.def.valueType) };
  if (schema instanceof z.core.$ZodPipe) return inside(schema._zod.def.in);
  if (schema._zod.values) return [...schema._zod.values][0];
  const { def } = schema._zod;
  // zod sees a late-bound enumeration as a string.
  const [late]: unknown[] = Object(z.globalRegistry.get(schema)).enum ?? [];
  if (def.type === "string") return late ?? texts["format" in def ? String(def.format) : ""] ?? "text";
  if ("innerType" in def && def.innerType instanceof z.core.$ZodType) return inside(def.innerType);
  return { number: 7, boolean: true, unknown: "anything", any: "anything" }[String(def.type)];
}

const oddities = [undefined, null, "", "x", id.toUpperCase(), `${id}\n`, "2023-02-29", 0, -0, 1.5, 2 ** 53];
const others = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  true,
  {},
  [],
  [undefined],
  new Date(0),
  Symbol.iterator,
];
const odd = [...oddities, ...others];

let turn = 0;

/** Yields the value itself, then `count` odd values in its place. */
function* replacements(value: unknown, count: number): Generator<unknown> {
  yield value;
  for (let index = 0; index < count; index++) yield odd[turn++ % odd.length];
}

/** Objects whose parts were varied already, in any output. */
const varied = new WeakSet<object>();

/**
 * Yields the value with each part, at any depth, removed or replaced by odd values. Varies only the first item of a
 * list.
 */
function* variants(value: unknown, count = odd.length): Generator<unknown> {
  yield* replacements(value, count);
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const parts = index === 0 ? variants(item, count) : replacements(item, count);
      for (const part of parts) yield value.toSpliced(index, 1, part);
    }
    return;
  }
  yield { ...value, extra: 1 };
  yield Object.create(value);
  if (varied.has(value)) return;
  varied.add(value);
  for (const [name, field] of Object.entries(value)) {
    const { [name]: _, ...rest } = Object.fromEntries(Object.entries(value));
    yield rest;
    for (const part of variants(field, count)) yield { ...value, [name]: part };
  }
}

/** Includes key order, undefined keys and prototypes. */
function outcomeOf({ success, data, error }: z.ZodSafeParseResult<unknown>) {
  const madeOf = (value: unknown): unknown =>
    typeof value === "object" && value !== null
      ? [Object.getPrototypeOf(value), ...Object.entries(value).map(([name, part]) => [name, madeOf(part)])]
      : value;
  return success ? { data, madeOf: madeOf(data) } : { issues: error.issues };
}

/** Returns our result and zod's. Most of these values fall back to zod, whose result is parsed only once. */
function parseTwice(schema: z.ZodType, parse: ReturnType<typeof compileParse>, value: unknown) {
  const { safeParse } = schema;
  let left: z.ZodSafeParseResult<unknown> | undefined;
  schema.safeParse = (given, ...more) => {
    const result = safeParse(given, ...more);
    left = Object.is(given, value) ? result : undefined;
    return result;
  };
  const ours = parse(value);
  schema.safeParse = safeParse;
  return { ours, zods: ours === left ? left : safeParse(value) };
}

/** Slow, so vitest's comparison only explains differences that Node's comparison finds. */
function expectSame(schema: z.ZodType, values: Iterable<unknown>) {
  const parse = compileParse(schema);
  let compared = 0;
  for (const value of values) {
    const { ours, zods } = parseTwice(schema, parse, value);
    compared++;
    if (ours === zods) continue;
    const [one, other] = [outcomeOf(ours), outcomeOf(zods)];
    if (!isDeepStrictEqual(one, other)) expect(one).toStrictEqual(other);
  }
  expect(compared).toBeGreaterThan(0);
}

const leaf = z.guid();
const formatted = { type: "string", check: "string_format" } as const;
const selfish = z.object({
  id: z.guid(),
  get children() {
    return z.array(selfish).nullable();
  },
});
const kinds: Record<string, z.ZodType> = {
  text: z.string(),
  coerced: z.object({ text: z.coerce.string(), number: z.coerce.number(), truth: z.coerce.boolean() }),
  trimmed: z.object({ text: z.string().trim().toUpperCase() }),
  bounded: z.object({
    text: z.string().min(2).max(20),
    number: z.number().min(1),
    list: z.array(leaf).max(2),
  }),
  refined: z.object({ text: z.string().refine((text) => text !== "x") }),
  pattern: z.object({ once: z.string().regex(/x|text/), again: z.string().regex(/x|text/g) }),
  custom: z.object({ text: z.stringFormat("guid", (text) => text === "x") }),
  disguised: z.object({
    text: new z.ZodCustomStringFormat({
      ...formatted,
      format: "guid",
      pattern: /./,
      fn: (text) => text === "text",
    }),
  }),
  sometimes: z.object({
    text: z
      .string()
      .check(new z.core.$ZodCheckOverwrite({ check: "overwrite", tx: () => "never", when: () => false })),
  }),
  numbers: z.object({ number: z.number(), int: z.int(), small: z.int32() }),
  optional: z.object({
    id: leaf.optional(),
    text: z.string().default("given"),
    other: z.string().catch("kept"),
  }),
  unknown: z.object({ unknown: z.unknown(), any: z.any(), nothing: z.undefined() }),
  maybe: z.object({ maybe: z.literal([undefined, 7]), either: z.union([leaf, z.int()]) }),
  strict: z.strictObject({ id: leaf }),
  loose: z.looseObject({ id: leaf }),
  checked: z.object({ id: leaf, text: z.string() }).refine(({ text }) => text === "text"),
  changed: z.object({ id: leaf }).transform((value) => ({ ...value, more: 1 })),
  nested: z.object({ list: z.array(z.object({ id: leaf }).nullable()), record: z.record(z.string(), leaf) }),
  prototype: z.object({ ["__proto__"]: z.object({ id: leaf }), constructor: z.string() }),
  symbol: z.object({ id: leaf, [Symbol.iterator]: z.string() }),
  empty: z.object({}),
  counted: z.object({ length: z.int() }),
  selfish,
};

describe("a compiled output check", () => {
  it.each(Object.entries(kinds))("matches zod: %s", (_, schema) => {
    expectSame(schema, variants(sampleOf(schema)));
  });

  const procedures: Readonly<Record<string, unknown>> = appRouter._def.procedures;
  const pathsByOutput = new Map<z.ZodType, string[]>();
  for (const [path, procedure] of Object.entries(procedures)) {
    const output: unknown = Reflect.get(Reflect.get(Object(procedure), "_def"), "output");
    if (output instanceof z.ZodType) pathsByOutput.set(output, [...(pathsByOutput.get(output) ?? []), path]);
  }
  const anything = fc.sample(fc.anything(), 100);
  const outputs = Array.from(pathsByOutput, ([output, paths]) => ({ output, paths: paths.join() }));

  it.each(outputs)("matches zod: $paths", ({ output }) => {
    const value = sampleOf(output);
    expect(output.safeParse(value)).toHaveProperty("success", true);
    // Together, the outputs contain each kind of part hundreds of times.
    expectSame(output, variants(value, 7));
    expectSame(output, anything);
  });

  it("keeps no state of global patterns", () => {
    for (const flag of ["g", "y"])
      expectSame(z.array(z.string().regex(new RegExp("b", flag))), [["b", "ab"]]);
  });

  it("does not call zod for a valid page", () => {
    const page = sampleOf(PatientPage);
    const safeParse = vi.spyOn(PatientPage, "safeParse");
    const fields = Object.values(PatientPage.shape.items.element.shape).map((field) =>
      vi.spyOn(field._zod, "run"),
    );
    expect(compileParse(PatientPage)(page)).toStrictEqual({ success: true, data: page });
    for (const spy of [safeParse, ...fields]) expect(spy).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });
});
