import { isDeepStrictEqual } from "node:util";
import { expect } from "vitest";
import { z } from "zod";

export type Values = Record<string, unknown>;
export type Shape = Readonly<Record<string, z.core.$ZodType>>;

let serial = 0;

/** Pairs of values. The first pair that a field accepts is its sample. */
function candidates(): [unknown, unknown][] {
  serial++;
  return [
    [`Ada ${serial}a`, `Ada ${serial}b`],
    [11, 12],
    [true, false],
    ["2019", "2020-05"],
    ["1980-02-03", "1981-03-04"],
    ["gsw-CH", "fr"],
    [`ada-${serial}a@example.org`, `ada-${serial}b@example.org`],
    ["2020-01-02T03:04:05Z", "2021-02-03T04:05:06Z"],
    [
      { text: `Ada ${serial}a`, coding: null },
      { text: `Ada ${serial}b`, coding: null },
    ],
  ];
}

/** Schemas convert instants for the database, but answers contain the sent text. */
const isInstant = (value: unknown) => typeof value === "string" && /^\d{4}-\d\d-\d\dT[\d:]+Z$/.test(value);

const takes = (schema: z.core.$ZodType, value: unknown) => {
  const parsed = z.safeParse(schema, value);
  return parsed.success && (isDeepStrictEqual(parsed.data, value) || isInstant(value));
};

function optionsOf(schema: z.core.$ZodType): unknown[] {
  if (schema instanceof z.core.$ZodEnum) return Object.values(schema._zod.def.entries);
  const { def } = schema._zod;
  return "innerType" in def && def.innerType instanceof z.core.$ZodType ? optionsOf(def.innerType) : [];
}

function sampleOf(name: string, schema: z.core.$ZodType): [unknown, unknown] {
  const [one, other] = optionsOf(schema);
  const found = [...candidates(), [one, other] as const].find((pair) =>
    pair.every((value) => value !== undefined && takes(schema, value)),
  );
  if (!found) throw new Error(`No sample fits ${name}: add two valid values to candidates().`);
  return [found[0], found[1]];
}

/** Returns two sets of values for a record that differ in every field. */
export function samplesOf(shape: Shape, leftOut: readonly string[]): { first: Values; second: Values } {
  const pairs = Object.entries(shape)
    .filter(([name]) => !leftOut.includes(name))
    .map(([name, schema]) => [name, sampleOf(name, schema)] as const);
  return {
    first: Object.fromEntries(pairs.map(([name, [one]]) => [name, one])),
    second: Object.fromEntries(pairs.map(([name, [, other]]) => [name, other])),
  };
}

export const alike = (record: object, values: Values) =>
  expect(Object.fromEntries(Object.keys(values).map((name) => [name, Reflect.get(record, name)]))).toEqual(
    values,
  );
