import { createRequire } from "node:module";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromCanonical, toCanonical } from "./convert.ts";
import { compareDecimals, decimalOf, fractionOf } from "./decimal.ts";
import { loinc, type Measure, measuredCodes, measureOf } from "./measures.ts";
import { isSameUnit, isUcumUnit } from "./ucum.ts";

type Converted = { status: string; toVal: number | null };
type Options = { molecularWeight?: number | undefined; charge?: number | undefined };
type Library = {
  UcumLhcUtils: {
    getInstance(): { convertUnitTo(from: string, value: number, to: string, options: Options): Converted };
  };
};
const { UcumLhcUtils }: Library = createRequire(import.meta.url)("@lhncbc/ucum-lhc");
const library = UcumLhcUtils.getInstance();

const required = (code: string): Measure => {
  const measure = measureOf({ system: loinc, code });
  if (!measure) throw new Error(`no measure of ${code}`);
  return measure;
};

const all = [...new Set(measuredCodes.map(required))];
const units = all.flatMap((measure) => Object.keys(measure.units).map((unit) => ({ measure, unit })));
const number = fc.tuple(fc.integer({ min: -99_999, max: 999_999 }), fc.integer({ min: 0, max: 3 }));
const written = number.map(([digits, places]) => (digits / 10 ** places).toFixed(places));

/** The library computes with floating point, in kelvin. */
const isClose = (one: number, other: number) => Math.abs(one - other) <= 1e-7 * Math.max(1, Math.abs(other));

describe("conversions", () => {
  it("agree with the library, for each unit of each measure", () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), written, ({ measure, unit }, text) => {
        const { canonical, molarMass: molecularWeight, charge } = measure;
        // The library needs no molar mass for units of the same kind, and cannot convert a unit to itself.
        const { status, toVal } = library.convertUnitTo(unit, Number(text), canonical, {
          molecularWeight,
          charge,
        });
        const ours = toCanonical(measure, { number: text, unit });
        expect(status).toBe("succeeded");
        expect(ours?.unit).toBe(canonical);
        expect(isClose(Number(ours?.number), toVal ?? Number.NaN)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("come back to where they began", () => {
    fc.assert(
      fc.property(fc.constantFrom(...units), written, ({ measure, unit }, text) => {
        const there = toCanonical(measure, { number: text, unit });
        const back = there && fromCanonical(measure, there.number, unit);
        expect(isClose(Number(back?.number), Number(text))).toBe(true);
      }),
    );
  });

  it.each([
    ["8310-5", "98.6", "[degF]", "37"],
    ["8310-5", "-40", "[degF]", "-40"],
    ["8310-5", "310.15", "K", "37"],
    ["8310-5", "37.0", "Cel", "37.0"],
    ["29463-7", "150", "[lb_av]", "68.0388555"],
    ["8302-2", "70.5", "[in_i]", "179.07"],
    ["8867-4", "72", "{beats}/min", "72"],
    ["8480-6", "16", "kPa", "120.0102008671"],
    ["2339-0", "100", "mg/dL", "5.550744910"],
    ["2947-0", "140", "meq/L", "140"],
    ["59408-5", "0.98", "1", "98"],
  ])("are exact: %s %s %s", (...[code, given, unit, expected]) => {
    const converted = toCanonical(required(code), { number: given, unit });
    expect(compareDecimals(converted?.number ?? "", expected)).toBe(0);
  });

  it("are refused for units that measure something else", () => {
    expect(toCanonical(required("8310-5"), { number: "1", unit: "kg" })).toBeNull();
    expect(toCanonical(required("8310-5"), { number: "1", unit: "constructor" })).toBeNull();
    expect(fromCanonical(required("29463-7"), "1", "Cel")).toBeNull();
  });
});

it("all units of the table are of UCUM", () => {
  for (const { unit } of units) expect([unit, isUcumUnit(unit)]).toEqual([unit, true]);
  for (const { us, canonical } of all) expect(isUcumUnit(us ?? canonical)).toBe(true);
});

it.each(["mmol/L", "{score}", "10*3/uL", "a", "[iU]/mL", "{#}", "%{total}", "kg/m2"])(
  "%s is a unit",
  (unit) => {
    expect(isUcumUnit(unit)).toBe(true);
  },
);

it.each(["null", "", "°C", "lbs", "mm Hg", "kg)", "((", "Kilo", "__proto__", "constructor"])(
  "%j is not a unit",
  (unit) => {
    expect(isUcumUnit(unit)).toBe(false);
  },
);

it.each([
  ["mmol/l", "mmol/L", true],
  ["u[iU]/mL", "m[iU]/L", true],
  ["10*9/L", "10*3/uL", true],
  ["{beats}/min", "/min", true],
  ["[iU]/L", "[arb'U]/L", false],
  ["mmol/L", "meq/L", false],
  ["mmol/L", "umol/L", false],
  ["[IU]/L", "[iU]/L", true],
  ["m[IU]/mL", "[iU]/L", true],
  ["k[IU]/L", "[iU]/mL", true],
  ["Cel", "K", false],
  ["cmol/mol", "%", false],
  ["mg/g", "mmol/mol", false],
  ["mmol/mol", "umol/mmol", true],
  ["10*-2", "%", true],
  ["lbs", "pounds", false],
])("%s and %s mean the same: %s", (one, other, expected) => {
  expect(isSameUnit(one, other)).toBe(expected);
});

it("decimals are written as they are read", () => {
  const places = fc.integer({ min: 0, max: 12 });
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), places, (over, after) => {
      const under = 10n ** BigInt(after);
      const read = fractionOf(decimalOf({ over, under }, after));
      expect(read.over * under).toBe(over * read.under);
    }),
  );
});
