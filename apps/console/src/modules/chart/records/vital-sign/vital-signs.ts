import { placeIn } from "@caretype/chart/observation/rules";
import { fromCanonical, toCanonical } from "@caretype/chart/unit/convert";
import { decimalOf, fractionOf } from "@caretype/chart/unit/decimal";
import { loinc, type Measure, measureOf, signCodes } from "@caretype/chart/unit/measures";
import type { Condition, Observation, Patient } from "@caretype/client";
import { ageOn } from "@caretype/core/people/patient/rules";
import { type Comparator, withComparator } from "../unit/comparator.ts";
import type { Units } from "../unit/units.ts";
import { texts } from "./texts.en.ts";

type Field = {
  /** An adult's reference range at rest, in the canonical unit. */
  low?: string;
  high?: string;
};

/** One number to enter or draw. The ranges are from MedlinePlus, "Vital signs". */
const fields = {
  systolic: { low: "90", high: "120" },
  diastolic: { low: "60", high: "80" },
  heartRate: { low: "60", high: "100" },
  respiratoryRate: { low: "12", high: "18" },
  temperature: { low: "36.5", high: "37.3" },
  saturation: { low: "95" },
  weight: {},
  height: {},
  bodyMassIndex: {},
} as const satisfies Record<keyof typeof signCodes, Field>;
export type FieldName = keyof typeof fields;

const fieldNames = Object.keys(fields).filter((name): name is FieldName => Object.hasOwn(fields, name));

/** All codes of a field, the general one first. */
export const codesOf = (name: FieldName): readonly string[] => signCodes[name];
export const codeOf = (name: FieldName): string => signCodes[name][0];

type Sign = { code: string; fields: readonly FieldName[] };

const single = (name: FieldName): Sign => ({ code: codeOf(name), fields: [name] });

/** One observation each. Blood pressure is one with two numbers. */
export const signs = {
  bloodPressure: { code: "85354-9", fields: ["systolic", "diastolic"] },
  heartRate: single("heartRate"),
  respiratoryRate: single("respiratoryRate"),
  temperature: single("temperature"),
  saturation: single("saturation"),
  weight: single("weight"),
  height: single("height"),
  bodyMassIndex: single("bodyMassIndex"),
} satisfies Record<string, Sign>;
export type SignName = keyof typeof signs;

export const signNames = Object.keys(signs).filter((name): name is SignName => Object.hasOwn(signs, name));

/** Signs to enter: body mass index is only imported. */
export const typedSigns = signNames.filter((name) => name !== "bodyMassIndex");

/** All codes under which a sign is recorded. Systolic or diastolic pressure may be recorded alone. */
export const codesOfSign = (name: SignName): readonly string[] => [
  ...new Set([signs[name].code, ...signs[name].fields.flatMap(codesOf)]),
];

export const codingOf = ({ code }: { code: string }) => ({ system: loinc, code });

/** How a field is measured. The API's table has all of them. */
export function measureFor(name: FieldName): Measure {
  const measure = measureOf(codingOf({ code: codeOf(name) }));
  if (measure === null) throw new Error(`No measure for ${name}`);
  return measure;
}

const usualUnit = ({ canonical, us = canonical }: Measure, units: Units): string =>
  units === "us" ? us : canonical;

export const unitFor = (name: FieldName, units: Units): string => usualUnit(measureFor(name), units);

/** An adult's reference range, in a unit. Null if there is none, such as for weight. */
export function usualRange(
  name: FieldName,
  unit: string,
): { low: string | null; high: string | null } | null {
  const { low, high }: Field = fields[name];
  if (low === undefined && high === undefined) return null;
  return { low: convert(name, low, unit), high: convert(name, high, unit) };
}

const convert = (name: FieldName, number: string | undefined, unit: string) =>
  number === undefined ? null : (fromCanonical(measureFor(name), number, unit)?.number ?? null);

/** Compares a number with an adult's reference range. Null if not applicable. */
export function placeOf(
  name: FieldName,
  { comparator = null, ...amount }: { number: string; unit: string; comparator?: Comparator },
) {
  const { low, high }: Field = fields[name];
  const canonical = toCanonical(measureFor(name), amount);
  if (canonical === null || (low === undefined && high === undefined)) return null;
  return placeIn({ number: canonical.number, comparator }, { low: low ?? null, high: high ?? null });
}

/** Three significant digits, at least one decimal: `155.4`, `7.76`, `0.0902`. */
function rounded(number: string): string {
  const size = Math.abs(Number(number));
  const places = size === 0 ? 1 : Math.max(1, 2 - Math.floor(Math.log10(size)));
  return decimalOf(fractionOf(number), places);
}

/** More digits than can be measured come from a conversion. */
const isConverted = (number: string) => (number.split(".")[1]?.length ?? 0) > 3;

/** A canonical number in the user's unit. Converted ones are rounded. */
export function shownIn(name: FieldName, number: string, unit: string): string {
  const measure = measureFor(name);
  if (unit === measure.canonical) return isConverted(number) ? rounded(number) : number;
  return rounded(fromCanonical(measure, number, unit)?.number ?? number);
}

type Part = Pick<Observation, "code" | "value" | "canonical">;
type Quantity = Extract<NonNullable<Observation["value"]>, { kind: "quantity" }>;

/** A quantity in the user's units, or as recorded if it cannot be converted. */
export function amountIn(
  { code, canonical }: Pick<Part, "code" | "canonical">,
  { number, unit, comparator }: Quantity,
  units: Units,
): { number: string; unit: string | null; comparator: Comparator } {
  const measure = measureOf(code.coding);
  if (measure === null || canonical === null) return { number, unit, comparator };
  const wanted = usualUnit(measure, units);
  if (wanted === unit || (wanted === canonical.unit && canonical.number === number))
    return { number, unit: wanted, comparator };
  const converted = fromCanonical(measure, canonical.number, wanted);
  return converted === null
    ? { number, unit, comparator }
    : { number: rounded(converted.number), unit: wanted, comparator };
}

/** A field's number in an observation or its components, in the user's units. */
export function numberIn(observation: Observation, name: FieldName, unit: string): string | null {
  const parts: Part[] = [observation, ...observation.components];
  const part = parts.find(
    ({ code: { coding } }) => coding?.system === loinc && codesOf(name).includes(coding.code),
  );
  if (part?.value?.kind !== "quantity") return null;
  const { comparator, number } = part.value;
  if (part.value.unit === unit) return withComparator(number, comparator);
  const converted = part.canonical && fromCanonical(measureFor(name), part.canonical.number, unit);
  return converted && withComparator(rounded(converted.number), comparator);
}

/** Codes that the console itself records, in the user's language. */
const labels: ReadonlyMap<string, string> = new Map([
  ...fieldNames.map((name) => [codeOf(name), texts.names[name]] as const),
  ...signNames.map((name) => [signs[name].code, texts.names[name]] as const),
]);

/** A coded record's name: vital signs in the user's language, others as recorded. */
export const labelOf = ({ text, coding }: Pick<Condition["code"], "text" | "coding">): string =>
  (coding?.system === loinc && labels.get(coding.code)) || text;

/**
 * Reference ranges are for adults. Nothing is marked for children, or if the age is unknown. `day`: of the
 * measurement, in the practice's time zone.
 */
export const isAdultOn = (day: string, { dateOfBirth }: Pick<Patient, "dateOfBirth">): boolean =>
  dateOfBirth !== null && ageOn(day, dateOfBirth) >= 18;
