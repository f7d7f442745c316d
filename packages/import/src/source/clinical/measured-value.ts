import { Decimal } from "@caretype/chart/clinical/schema";
import type { CreateObservation } from "@caretype/chart/observation/schema";
import { decimalOf, fractionOf } from "@caretype/chart/unit/decimal";
import { measureOf } from "@caretype/chart/unit/measures";
import { isAboutPh, maxUnitLength, ucumOf } from "@caretype/chart/unit/spellings";
import { conversionIn, isSameUnit, isUcumUnit } from "@caretype/chart/unit/ucum";
import type { FieldMessage } from "@caretype/core/kernel/error/field-messages";
import { LRUCache } from "lru-cache";
import type { z } from "zod";
import { isNothing, withPlainSigns } from "../table/cells.ts";
import { hasPower } from "../table/numbers.ts";
import { byWord } from "../words.ts";

// Reads values and units of all imports, as laboratories, monitors and people write them.

/** Maps a file's units to UCUM, or to another common spelling. */
export type UnitNames = Readonly<Record<string, string>>;

/** The result for a cell with a unit. Null: it is no unit. */
export type UnitReading = { written: string; unit: string | null };

/** A cache: a file has few units and many rows. */
const read = new LRUCache<string, string>({ max: 500 });

/** Reads a unit. UCUM's own spelling stays unchanged. Null for an empty cell. */
export function readUnit(cell: string, names: UnitNames = {}): string | null {
  const written = cell.trim();
  const named = Object.hasOwn(names, written) ? names[written] : undefined;
  if (named !== undefined) return ucumOf(named);
  if (isNothing(written)) return null;
  const known = read.get(written);
  if (known !== undefined) return known;
  const spelled = ucumOf(written);
  const unit = isUcumUnit(written) && isSameUnit(written, spelled) ? written : spelled;
  if (written.length <= maxUnitLength) read.set(written, unit);
  return unit;
}

/** Reads the unit of an observation: a pH's `units` are its own. */
export const unitOf = (observed: Parameters<typeof isAboutPh>[0], unit: string | null): string | null =>
  unit === "U" && isAboutPh(observed) ? "[pH]" : unit;

/** Returns how a unit was read. Undefined if it is UCUM's, or no unit. */
export function unitReading(cell: string, names: UnitNames = {}): UnitReading | undefined {
  const written = cell.trim();
  if (written.length > maxUnitLength) return undefined;
  const unit = readUnit(written, names);
  if (unit === null) return undefined;
  const isKnown = isUcumUnit(unit);
  return isKnown && unit === written ? undefined : { written, unit: isKnown ? unit : null };
}

type SaidUnits = { written: string; unit: string }[];

/** Giga and mega per liter, but gram and milli in a column in capitals. */
const openUnits: readonly string[] = ["G/L", "MU/L", "MU/ML"];
export const isOpenUnit = (cell: string | undefined): boolean => openUnits.includes(cell?.trim() ?? "");

/**
 * Resolves ambiguous units. In a column in capitals (`MG/DL`), the case of `G/L` is no hint, so the user is asked.
 */
export function unitsIn(column: ReadonlySet<string>, given: SaidUnits = []): SaidUnits {
  const isInCapitals = [...column].every((written) => written === written.toUpperCase());
  const hasLost = (written: string) =>
    /[a-z]/.test(readUnit(written)?.replaceAll(/[[{][^[\]{}]*[\]}]/g, "") ?? "");
  const isGiven = (unit: string) => given.some(({ written }) => written.trim() === unit);
  if (!isInCapitals || ![...column].some(hasLost)) return given;
  return [...given, ...openUnits.filter((unit) => !isGiven(unit)).map((written) => ({ written, unit: "?" }))];
}

type Value = NonNullable<z.input<typeof CreateObservation>["value"]>;
/** Problems of the value, or of its unit. */
export type ReadValue =
  | { value: Value | null; interpretation?: string }
  | { message: FieldMessage; isOfUnit?: true };

/** Reads a number in the file's format. Null for a text. */
export type ReadNumber = (text: string) => { value: string | null } | { message: FieldMessage };

/** Expands a number's exponent: `1.5E-4` is `0.00015`. Any other text stays. */
export function withoutExponent(text: string): string {
  const [, sign = "", whole = "", digits = "", exponent] =
    /^([+-]?)(\d+)(?:\.(\d+))?[eE]([+-]?\d{1,2})$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  const all = whole + digits;
  const point = whole.length + shift;
  const padded = point <= 0 ? "0".repeat(1 - point) + all : all.padEnd(point, "0");
  const at = Math.max(point, 1);
  const [before, after] = [padded.slice(0, at).replace(/^0+(?=\d)/, ""), padded.slice(at)];
  return `${sign === "-" ? "-" : ""}${before}${after === "" ? "" : `.${after}`}`;
}

type Cells = {
  text: string;
  unit: string | null;
  /** The observation's code, if it has one. */
  coding: { system: string; code: string } | undefined;
  readNumber: ReadNumber;
};

const comparators = {
  "<": "<",
  "<=": "<=",
  "=<": "<=",
  "≤": "<=",
  ">": ">",
  ">=": ">=",
  "=>": ">=",
  "≥": ">=",
} as const;
const isComparator = (sign: string): sign is keyof typeof comparators => Object.hasOwn(comparators, sign);

/**
 * Other spellings of comparators, such as `> or = 5`, and words beside a number, such as `less than 5`. Longer ones
 * first.
 */
const comparatorSpellings: readonly (readonly [written: RegExp, sign: string])[] = [
  [/^(?:＜|&lt;)/u, "<"],
  [/^(?:＞|&gt;)/u, ">"],
  [/^[≦⩽]/u, "≤"],
  [/^[≧⩾]/u, "≥"],
  [/^([<>])\s*(?:(?:\/|or|oder|o|ou)\s*)?=/iu, "$1="],
  [
    /^(\d\S*)\s+(?:or|oder|und|o|y|ou)\s+(?:less|lower|below|fewer|weniger|niedriger|kleiner|menos|menor|moins)$/iu,
    "<=$1",
  ],
  [
    /^(\d\S*)\s+(?:or|oder|und|o|y|ou)\s+(?:more|higher|above|greater|mehr|höher|größer|más|mayor|plus)$/iu,
    ">=$1",
  ],
  [
    /^(?:less than or equal to|at most|not? more than|up ?to:?|höchstens|maximal|nicht mehr als|no más de|pas plus de|kleiner (?:oder )?gleich|bis(?: zu)?|menor o igual (?:que|a)|como máximo|hasta|au plus|jusqu[’']?à)\s+(?=\S*\d)/iu,
    "<=",
  ],
  [
    /^(?:(?:greater|more) than or equal to|at least|not? less than|mindestens|minimal|nicht weniger als|no menos de|gr(?:ö|oe)(?:ß|ss)er (?:oder )?gleich|mayor o igual (?:que|a)|al menos|como mínimo|au moins|almeno)\s+(?=\S*\d)/iu,
    ">=",
  ],
  [
    /^(?:(?:less|lower|smaller|fewer) than|below|under|(?:kleiner|weniger|niedriger)(?: als)?|unter|menor (?:que|a|de)|menos (?:de|que)|inf[eé]rieur [aà]|inferiore? a|moins de|m(?:inore|eno) di|(?:minder|lager) dan)\s+(?=\S*\d)/iu,
    "<",
  ],
  [
    /^(?:(?:greater|more|higher|larger) than|above|over|(?:gr(?:ö|oe)(?:ß|ss)er|mehr|höher)(?: als)?|über|ma[yi]or (?:que|a|de)|m[aá]i?s (?:de|que)|sup[eé]rieur [aà]|superiore? a|plus de|(?:maggiore|più) di|(?:meer|hoger) dan)\s+(?=\S*\d)/iu,
    ">",
  ],
];

const withSign = (written: string): string =>
  comparatorSpellings.reduce((text, [spelling, sign]) => text.replace(spelling, sign), written);

/** Laboratories' flags of unusual results, in a column or beside the result. */
const flags = byWord({
  high: "h hi > + ++ +++ ↑ ↑↑ high hoch erhöht alto elevado élevé abnormal-high above-normal >uln",
  low: "l lo < ↓ ↓↓ low niedrig erniedrigt bajo bas abnormal-low below-normal <lln",
  "critical-high":
    "hh hu high-panic panic-high panic-hi critical-high critically-high high-critical very-high kritisch-hoch crítico-alto alto-crítico",
  "critical-low":
    "ll lu low-panic panic-low panic-lo critical-low critically-low low-critical very-low kritisch-niedrig crítico-bajo bajo-crítico",
  normal: "n normal norm wnl within-normal-limits ok o.b. o.-b. unauffällig",
  abnormal: "a * ** *** ! !! abn abnormal auffällig pathologisch anormal alterado",
  // A germ's susceptibility to a drug.
  susceptible: "s sus suscept susceptible sensitive sens sensibel sensible sensibile sensível",
  "susceptible-dose-dependent": "sdd s-dd susceptible-dose-dependent dose-dependent",
  intermediate: "i int intermed intermediate intermediär intermedio intermédiaire intermediário",
  resistant: "r res resist resistant resistent resistente résistant",
});

/**
 * Returns the interpretation in a cell with nothing else, such as `H`, `(hoch)` and `L*`. Undefined for other words.
 */
export function flagOf(cell: string): string | undefined {
  const text = cell.trim().toLowerCase();
  const word = (/^[([](.*)[)\]]$/su.exec(text)?.[1] ?? text).replaceAll(/(?<=\p{L})\s+(?=\p{L})/gu, "-");
  return flags.get(word) ?? flags.get(word.replace(/(?<![\s*!])[\s*!]+$/u, ""));
}

/** A flag may also stand in front: `H 7`, `*7`. */
const flagged =
  /^(?:[*!]\s*)?(?:(?:[([]?(\p{L}+)[)\]]?\s+|([↑↓]+)\s*)(?=[\d.,+-]))?((?:\S.*?)?\d[.)]?)(?:\s*[([]?(\p{L}+|[↑↓]+)[)\]]?)?[\s*!]*$/su;

/** Returns the number beside a laboratory's flag: `7 H`, `7*`. Without a separate unit, `7 L` may be an amount. */
function withoutFlag(text: string, unit: string | null): { bare: string; interpretation?: string } {
  const [, word, arrow, bare = text, behind] =
    (text.length > maxUnitLength ? null : flagged.exec(text)) ?? [];
  const flag = word ?? arrow ?? behind;
  if (flag === undefined) return { bare };
  const interpretation = /^[a-z]$/.test(flag) ? undefined : flagOf(flag);
  const isFlag = /[↑↓]/u.test(flag) || (unit !== null && !isSameUnit(ucumOf(flag), unit));
  return isFlag && interpretation ? { bare, interpretation } : { bare: text };
}

/** A number with its unit and comparator, an amount of two units, or a text. Null: the cell is a mark of nothing. */
export function readValue({ text: cell, unit, coding, readNumber }: Cells): ReadValue {
  const text = cell.trim();
  if (isNothing(text)) return { value: null };
  const [, sign = "", given = ""] = /^([<>=≤≥]{1,2})?\s*(.*)/su.exec(withSign(text)) ?? [];
  const { bare: rest, ...flag } = withoutFlag(given, unit);
  const comparator = isComparator(sign) ? comparators[sign] : null;
  if (sign !== "" && comparator === null) return asText(text, unit);
  // The power in `4.5 x10^9` may belong to its unit, `10^9/L`.
  const number = /^10[*^]/.test(unit ?? "") && hasPower(rest) ? { value: null } : readNumber(rest);
  // A row without an identifier is recognized by its value, which had no comparator in earlier versions.
  const quantity = (digits: string, of: string | null, noted = flag): ReadValue => ({
    value: { kind: "quantity", number: digits, unit: of, ...(comparator && { comparator }) },
    ...noted,
  });
  if ("value" in number && number.value !== null) return quantity(number.value, unit);
  const measure = measureOf(coding);
  const { amount, ...flagged } = readFlaggedAmount(rest, readNumber);
  const isAmount = measure || comparator || (amount?.isClear && (!unit || isSameUnit(unit, amount.unit)));
  if (amount === null || !isAmount)
    return "message" in number ? number : (misreadAmount(rest, readNumber) ?? asText(text, unit));
  const isOfUnit =
    unit === null ||
    isSameUnit(unit, amount.unit) ||
    (amount.isOfTwo && measure !== null && conversionIn(measure, unit) !== undefined);
  return isOfUnit
    ? quantity(amount.number, amount.unit, flagged)
    : { message: "Names another unit than the column of units" };
}

/** A text has no unit. An unreadable unit is still reported. */
const asText = (text: string, unit: string | null): ReadValue =>
  unit === null || isUcumUnit(unit)
    ? { value: { kind: "text", text } }
    : { message: "Not a UCUM unit, such as mmol/L", isOfUnit: true };

/** `isClear`: the unit is unambiguous, unlike `3b`. */
type Amount = { number: string; unit: string; isOfTwo?: true; isClear?: boolean };

/** A share, or one unit per another, also of words, such as `mg/g Kreatinin`. Not `20/40 ft`. */
const clearUnit = /^(?:%|[^\s/]*\/[^\s\d]\S*)$/u;
const isClearUnit = (written: string, unit: string): boolean =>
  clearUnit.test(written.replace(/^[x×*·]\s*/iu, "")) || (unit !== "%" && clearUnit.test(unit));

const amountParts =
  /^([+-]?(?:10(?:\^|\*\*)\d{1,2}|10[⁰¹²³⁴-⁹]{1,2}|\d{1,3}(?:['’]\d{3})+[\d.,]*|[.,]?\d[\d.,]*))\s*(\S.*)/su;

/** Returns the problem of the number before a clear unit. Undefined without one. */
function misreadAmount(text: string, readNumber: ReadNumber): { message: FieldMessage } | undefined {
  const [, first = "", rest = ""] = amountParts.exec(text) ?? [];
  const [number, unit] = [readNumber(first), ucumOf(rest)];
  return "message" in number && isUcumUnit(unit) && isClearUnit(rest, unit) ? number : undefined;
}

/** The number of smaller units in one greater unit. */
const pairs: Readonly<Record<string, readonly [smaller: string, count: number]>> = {
  "[stone_av]": ["[lb_av]", 14],
  "[lb_av]": ["[oz_av]", 16],
  "[ft_i]": ["[in_i]", 12],
  m: ["cm", 100],
  kg: ["g", 1000],
};

/** Reads `70 kg`, and `7 lb 4 oz`, `3 kg 250 g`, `5'11"` or `1 m 75` as one number of the smaller unit. */
function readAmount(text: string, readNumber: ReadNumber): Amount | null {
  const [, first = "", rest = ""] = amountParts.exec(text) ?? [];
  const number = numberOf(first, readNumber);
  if (number === null) return null;
  const two = amountOfTwo(number, rest, readNumber);
  // UCUM would read `m 75` and `kg 25` as powers.
  if (two !== null || /^\p{L}+\s+\d{2,}$/u.test(rest)) return two;
  const unit = ucumOf(rest);
  return isUcumUnit(unit) && /[\p{L}%]/u.test(unit)
    ? { number, unit, isClear: isClearUnit(rest, unit) }
    : null;
}

/** `5.6 mmol/L H`, `(↑) 5.6 mmol/L` */
const flaggedAmount =
  /^(?:[([]?(\p{L}+|[↑↓*!]+)[)\]]?\s*(\d.*)|(\d.*?\S)(?:\s+|(?=[([])|(?<![↑↓*!])(?=[↑↓*!]))[([]?(\p{L}+|[↑↓*!]+)[)\]]?)$/su;

function readFlaggedAmount(
  text: string,
  readNumber: ReadNumber,
): { amount: Amount | null; interpretation?: string } {
  const amount = readAmount(text, readNumber);
  if (amount !== null || text.length > maxUnitLength) return { amount };
  const [, before, behindIt, beforeIt, behind] = flaggedAmount.exec(text) ?? [];
  const interpretation = flagOf(before ?? behind ?? "");
  return interpretation === undefined
    ? { amount }
    : { amount: readAmount(behindIt ?? beforeIt ?? "", readNumber), interpretation };
}

function amountOfTwo(number: string, rest: string, readNumber: ReadNumber): Amount | null {
  const [, greater = "", second = "", smaller = ""] = /^(\D+)(\d[\d.,]*)(?![\d.,])(\D*)$/u.exec(rest) ?? [];
  const [unit, count] = pairs[ucumOf(greater.trim().replace(/,$|\s(?:and|und|y|et)$/u, ""))] ?? [];
  const other = numberOf(second, readNumber);
  if (unit === undefined || count === undefined || other === null || !/^\d+$/.test(number)) return null;
  // `3 kg 25` may have lost a zero.
  const isOfPair = smaller.trim() === "" ? count < 1000 : ucumOf(smaller) === unit;
  if (!isOfPair || Number(other) >= count) return null;
  return { number: sum(BigInt(number) * BigInt(count), other), unit, isOfTwo: true };
}

function numberOf(text: string, readNumber: ReadNumber): string | null {
  const number = readNumber(text);
  return "value" in number && number.value !== null && Decimal.safeParse(number.value).success
    ? number.value
    : null;
}

function sum(whole: bigint, decimal: string): string {
  const { over, under } = fractionOf(decimal);
  return decimalOf({ over: over + whole * under, under }, 20);
}

type Range = { low: string | null; high: string | null; text: string | null };
type RangeCells = { text: string; unit: string | null; readNumber: ReadNumber };

/** Prefixes of ranges. */
const rangeLabel =
  /^(?:v\.?\s?r\.?|(?:ref(?:\.|eren[zc](?:e|ia)?)?|norm(?:al)?)(?:[\s-]*(?:bereich|werte?|range))?|valor(?:es)? (?:de referencia|normal(?:es)?))\s*:\s*/iu;
const upTo =
  /^(?:(?:[0.,]+\s*-\s*)?(?:=?<=?|≤)|up to|until|bis|hasta|max(?:imum|imo|\.)?)\s*(?::\s*)?(\S.*)/isu;
const from = /^(?:=?>=?|≥|from|ab|desde|min(?:imum|imo|\.)?)\s*(?::\s*)?(\S.*)/isu;
/** `5-` and `60+`. */
const open = /^(\d.*)[-+]$/u;
const between =
  /^(?:von|zwischen|from|entre|between|desde|de)?\s*\+?(-?[\d.,]*\d(?:\s?[\p{L}%][^\s-]*)?)\s*(?:-|~|\.\.|(?<=[\d\s])(?:to|bis|und|a|hasta|and|y|à|et))\s*\+?(-?\d.*)/isu;

/** Reads a reference range as laboratories write them: `3.5-5.1`, `<0.41`, `up to 5 mg/dL`, or words. */
export function readRange({
  text: cell,
  unit,
  readNumber,
}: RangeCells): Range | { message: FieldMessage } | null {
  const text = cell
    .trim()
    .replace(/^[([](.*)[)\]]$/su, "$1")
    .trim();
  if (isNothing(text)) return null;
  const written = withSign(withPlainSigns(text.replace(rangeLabel, ""))).replaceAll(
    /[\u2010-\u2014\u2212]/gu,
    "-",
  );
  const [, least, most] = between.exec(written) ?? [];
  const ends = [least ?? from.exec(written)?.[1] ?? open.exec(written)?.[1], most ?? upTo.exec(written)?.[1]];
  for (const end of ends) {
    // A number with another decimal mark is no text.
    const number = readNumber(end?.trim() ?? "");
    if ("message" in number) return number;
  }
  const [low = null, high = null] = ends.map((end) =>
    end === undefined ? null : boundOf(end, unit, readNumber),
  );
  const isWhole = least === undefined ? low !== null || high !== null : low !== null && high !== null;
  return isWhole ? { low, high, text: null } : { low: null, high: null, text };
}

/** A number, or one with the value's unit. */
function boundOf(text: string, unit: string | null, readNumber: ReadNumber): string | null {
  const number = numberOf(text.trim(), readNumber);
  if (number !== null) return number;
  const amount = readAmount(text.trim(), readNumber);
  return amount && !amount.isOfTwo && unit !== null && isSameUnit(amount.unit, unit) ? amount.number : null;
}
