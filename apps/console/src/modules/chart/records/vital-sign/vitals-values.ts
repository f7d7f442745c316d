import { isPressureExchanged } from "@caretype/chart/observation/rules";
import type { CreateObservations } from "@caretype/chart/observation/schema";
import { toCanonical } from "@caretype/chart/unit/convert";
import { compareDecimals, decimalOf, fractionOf } from "@caretype/chart/unit/decimal";
import { unitLabel } from "@caretype/chart/unit/labels";
import { type EncounterId, encounterId, type PatientId } from "@caretype/client";
import { z } from "zod";
import { texts as formTexts } from "../../../../kit/form/texts.en.ts";
import type { PracticeTime } from "../../../../session/practice-time/practice-time.ts";
import { timeOf, wallOf } from "../../../../session/practice-time/wall.ts";
import { commonTexts } from "../../../../words/common/common.ts";
import { instantOfPicked } from "../encounter/encounter-values.ts";
import type { Comparator } from "../unit/comparator.ts";
import { judge } from "../unit/judge.ts";
import { boundIn, formatDecimal, isDecimal } from "../unit/units.ts";
import { texts } from "./texts.en.ts";
import {
  codeOf,
  codingOf,
  type FieldName,
  measureFor,
  placeOf,
  type SignName,
  signs,
  typedSigns,
  usualRange,
} from "./vital-signs.ts";

/** A number keeps the unit in which it was typed, even if the preferred units change. */
const Typed = z.object({ text: z.string(), unit: z.string() });

const names = typedSigns.flatMap((name) => signs[name].fields);

/** The form's values, as stored. */
export const VitalsValues = z.object({
  typed: z.partialRecord(z.enum(names), Typed),
  /** In the practice's time zone, as `2026-11-24T10:00`. */
  measuredAt: z.string(),
  encounterId: z.custom<EncounterId>(encounterId.is).nullable(),
});
export type VitalsValues = z.output<typeof VitalsValues>;

export type Problems = Partial<Record<FieldName | "measuredAt", string>>;

const isTyped = ({ typed }: VitalsValues, name: FieldName) => (typed[name]?.text.trim() ?? "") !== "";

/** Entered signs, in the order of sending. */
const filledSigns = (values: VitalsValues): SignName[] =>
  typedSigns.filter((sign) => signs[sign].fields.some((name) => isTyped(values, name)));

export const nowPicked = (timeZone: string): string => {
  const { date, minute } = wallOf(timeZone)(Date.now());
  return `${date}T${timeOf(minute)}`;
};

/** Problems that the server cannot know. It judges numbers and units. */
export function problemsOf(values: VitalsValues, practice: PracticeTime): Problems {
  const filled = filledSigns(values);
  const problems: Problems = filled.length === 0 ? { systolic: texts.nothingTyped } : {};
  for (const sign of filled)
    for (const name of signs[sign].fields) if (!isTyped(values, name)) problems[name] = commonTexts.required;
  if (values.measuredAt === "") problems.measuredAt = commonTexts.required;
  else if (instantOfPicked(values.measuredAt, practice) === null)
    problems.measuredAt = formTexts.date.isSkipped;
  return problems;
}

type Observed = z.input<typeof CreateObservations>["observations"][number];
type Quantity = { kind: "quantity"; number: string; unit: string; comparator: Comparator };

function quantityOf({ typed }: VitalsValues, name: FieldName): Quantity {
  const { text, unit } = typed[name] ?? { text: "", unit: "" };
  return { kind: "quantity", ...boundIn(text), unit };
}

/** What is wrong or unlikely about a typed number. Empty while more digits may follow. */
export function judged(values: VitalsValues, name: FieldName, isTyping: boolean): ReturnType<typeof judge> {
  const measure = measureFor(name);
  const typed = quantityOf(values, name);
  const canonical = isTyping && isDecimal(typed.number) && toCanonical(measure, typed);
  const { least } = measure.expected ?? measure;
  return canonical && compareDecimals(canonical.number, least) < 0 ? {} : judge(measure, typed);
}

/** Whether the two pressures seem to be swapped. */
export function isExchanged(values: VitalsValues): boolean {
  const parts = (["systolic", "diastolic"] as const).map((name) => {
    const { number, unit } = quantityOf(values, name);
    const canonical = isDecimal(number) ? toCanonical(measureFor(name), { number, unit }) : null;
    return { code: conceptOf(codeOf(name), name), canonical };
  });
  return isPressureExchanged(parts);
}

/** Named in the user's language. Comparisons use the code. */
const conceptOf = (code: string, text: string) => ({
  text,
  coding: { ...codingOf({ code }), display: text, version: null },
});

type Subject = { patientId: PatientId; isAdult: boolean };

/** One observation per sign, each with its patient. */
export function observationsOf(
  values: VitalsValues,
  { patientId, isAdult }: Subject,
  practice: PracticeTime,
): Observed[] {
  const effectiveAt = instantOfPicked(values.measuredAt, practice) ?? undefined;
  const shared = {
    patientId,
    encounterId: values.encounterId,
    category: "vital-signs",
    effectiveAt,
  } as const;
  return filledSigns(values).map((sign) => {
    const [first, second] = signs[sign].fields;
    const code = conceptOf(signs[sign].code, texts.names[sign]);
    if (first !== undefined && second !== undefined) {
      const parts = [first, second].map((name) => ({
        code: conceptOf(codeOf(name), texts.names[name]),
        value: quantityOf(values, name),
      }));
      return {
        ...shared,
        code,
        components: parts,
        interpretation: isAdult ? panelPlace(values, [first, second]) : null,
      };
    }
    const value = quantityOf(values, first ?? "weight");
    return {
      ...shared,
      code,
      value,
      referenceRange: isAdult ? usualRange(first ?? "weight", value.unit) : null,
    };
  });
}

/** Compares a typed number with an adult's reference range. Null if it is no number. */
export function typedPlace(values: VitalsValues, name: FieldName) {
  const amount = quantityOf(values, name);
  return isDecimal(amount.number) ? placeOf(name, amount) : null;
}

/** One number of a panel outside its range is enough. The API computes this for single numbers only. */
function panelPlace(values: VitalsValues, names: readonly FieldName[]) {
  const places = names.map((name) => typedPlace(values, name));
  return (
    places.find((place) => place === "high") ?? places.find((place) => place === "low") ?? places[0] ?? null
  );
}

const rounded = (number: string) => decimalOf(fractionOf(number), 1);

/** `36.5–37.3 °C`, or `from 95 %`. */
export function rangeText(name: FieldName, unit: string): string | null {
  const range = usualRange(name, unit);
  if (range === null) return null;
  const [low, high] = [range.low, range.high].map((number) =>
    number === null ? null : formatDecimal(rounded(number)),
  );
  const label = unitLabel(unit);
  if (high === null) return texts.from(`${low} ${label}`);
  return `${low}–${high} ${label}`;
}

/** Maps the API's field paths to the form's: `observations.0.components.1.value.number` is the diastolic pressure. */
export function refusedFields(messages: Record<string, string[]>, values: VitalsValues): Problems {
  const sent = filledSigns(values);
  const problems: Problems = {};
  for (const [path, [message]] of Object.entries(messages)) {
    const [, index, part, value] =
      /^observations\.(\d+)\.(?:components\.(\d+)\.)?(value|effectiveAt)\b/.exec(path) ?? [];
    const sign = sent[Number(index)];
    const name = value === "effectiveAt" ? "measuredAt" : sign && signs[sign].fields[Number(part ?? 0)];
    if (name) problems[name] ??= message;
  }
  return problems;
}
