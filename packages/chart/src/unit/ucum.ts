import { createRequire } from "node:module";
import { LRUCache } from "lru-cache";
import { type Conversion, conversionOf, type Measure, withoutComments } from "./measures.ts";
import { maxUnitLength } from "./spellings.ts";

// The library has no types.
type Unit = {
  /** The multiple of the base units. */
  magnitude_: number;
  dim_: { dimVec_: number[] | null } | null;
  /** The name of a nonlinear conversion, such as that of degrees. */
  cnv_: string | null;
  cnvPfx_: number;
  /** A unit defined only by an assay, such as `[iU]`. */
  isArbitrary_: boolean;
  moleExp_: number;
  equivalentExp_: number;
};
type Library = {
  UnitTables: { getInstance(): { getUnitByCode(code: string): Unit | null | undefined } };
  UcumLhcUtils: { getInstance(): object };
};
type Parser = { UnitString: { getInstance(): { parseString(text: string, mode: "validate"): Parsed } } };
/** The unit, and its text, which differs if the library has corrected it. */
type Parsed = readonly [unit: Unit | null, text: string | null];

/** The meaning of a unit: a size and a dimension. */
type Meaning = { size: number; of: string };

const known = new LRUCache<string, Meaning | "none">({ max: 1_000 });
let read: ((text: string) => Meaning | null) | undefined;

/** Loads the library and its table lazily, because it takes longer than most calls. */
function load(): (text: string) => Meaning | null {
  const require = createRequire(import.meta.url);
  const { UnitTables, UcumLhcUtils }: Library = require("@lhncbc/ucum-lhc");
  // The library's own validation logs units that it cannot read. User input must not be logged.
  const { UnitString }: Parser = require("@lhncbc/ucum-lhc/source-cjs/unitString.js");
  UcumLhcUtils.getInstance();
  const [table, parser] = [UnitTables.getInstance(), UnitString.getInstance()];
  return (text) => {
    try {
      const found = table.getUnitByCode(text);
      if (isFound(found)) return meaningOf(found, text);
      const [unit, written] = parser.parseString(text, "validate");
      return isFound(unit) && written === text ? meaningOf(unit, text) : null;
    } catch {
      return null;
    }
  };
}

/** Its tables are plain objects, which inherit `constructor`. */
const isFound = (unit: Unit | null | undefined): unit is Unit =>
  unit !== null && unit !== undefined && Object.hasOwn(unit, "csCode_");

/** Arbitrary units are only comparable with themselves, with any prefix. */
function meaningOf(unit: Unit, text: string): Meaning {
  const { magnitude_: size, dim_, cnv_, cnvPfx_, isArbitrary_, moleExp_, equivalentExp_ } = unit;
  const dimensions = dim_?.dimVec_?.some((each) => each !== 0) ? dim_.dimVec_ : [];
  const arbitrary = isArbitrary_ ? (text.replaceAll("[IU]", "[iU]").match(/\[[^[\]]*\]/g) ?? [text]) : [];
  const isRatio = dimensions.length === 0 && cnv_ === null && !isArbitrary_ && moleExp_ === 0;
  return {
    size,
    of: [
      ...dimensions,
      cnv_ ?? "",
      cnv_ === null ? "" : cnvPfx_,
      moleExp_,
      equivalentExp_,
      ...arbitrary,
      ...(isRatio ? [partsOf(text)] : []),
    ].join(" "),
  };
}

/**
 * The quantities of a ratio, which UCUM omits: 48 mmol/mol of A1c is not 4.8 %. Empty for a plain number, such as
 * `%`.
 */
function partsOf(text: string): string {
  const plain = withoutComments(text);
  if (/^[\d*^+\-./%]*$/.test(plain)) return "";
  const [whole = plain] = plain.split("/");
  return whole === plain ? plain : (meaningIn(whole)?.of ?? plain);
}

function meaningIn(text: string): Meaning | null {
  if (text.length > maxUnitLength) return null;
  const cached = known.get(text);
  if (cached !== undefined) return cached === "none" ? null : cached;
  read ??= load();
  const meaning = read(text);
  known.set(text, meaning ?? "none");
  return meaning;
}

/** True for a valid UCUM unit, such as `mmol/L`. */
export const isUcumUnit = (text: string): boolean => meaningIn(text) !== null;

/** The library computes with floating point. */
const isOne = (ratio: number) => Math.abs(ratio - 1) < 1e-9;

/** True for two spellings of one unit, such as `mmol/l` and `mmol/L`. */
export function isSameUnit(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [meaningIn(one), meaningIn(other)];
  return a !== null && b !== null && a.of === b.of && isOne(a.size / b.size);
}

/**
 * Finds the conversion of a unit to a measure's canonical one, by meaning: `ug/mL` is `mg/L`. Undefined if the unit
 * does not fit.
 */
export function conversionIn(measure: Measure, unit: string): Conversion | undefined {
  const conversion = conversionOf(measure, unit);
  if (conversion !== undefined) return conversion;
  const meaning = meaningIn(unit);
  if (meaning === null) return undefined;
  const alike = Object.entries(measure.units).flatMap(([name, conversion]) => {
    const other = meaningIn(name);
    return other?.of === meaning.of ? [{ conversion, ratio: meaning.size / other.size }] : [];
  });
  const same =
    alike.find(({ ratio }) => isOne(ratio)) ?? alike.find(({ conversion }) => conversion.plus === undefined);
  if (same === undefined || isOne(same.ratio)) return same?.conversion;
  return scaled(same.conversion, same.ratio);
}

/** Uses the library's ratio, or its inverse if only that is exact: an hour has 60 minutes. */
function scaled(conversion: Conversion, ratio: number): Conversion {
  const { times = "1", per = "1" } = conversion;
  const [up, down] = [digitsOf(ratio), digitsOf(1 / ratio)];
  return {
    ...conversion,
    ...(down < up ? { per: product(per, 1 / ratio) } : { times: product(times, ratio) }),
    isRounded: Math.min(up, down) > digitsOfRounded,
  };
}

/** A factor with more digits is not exact. */
const digitsOfRounded = 9;
const digitsOf = (factor: number): number =>
  factor
    .toPrecision(12)
    .replace(/e.*/, "")
    .replace(".", "")
    .replace(/^0+|(?<!0)0+$/g, "").length;

/** Avoids an exponent. Factors of units have fewer digits than JavaScript numbers. */
const product = (factor: string, ratio: number): string =>
  (Number(factor) * Number(ratio.toPrecision(12))).toLocaleString("en-US", {
    useGrouping: false,
    maximumSignificantDigits: 12,
  });
