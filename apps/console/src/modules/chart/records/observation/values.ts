import type { CreateObservation } from "@caretype/chart/observation/schema";
import { unitLabel } from "@caretype/chart/unit/labels";
import { ucumOf } from "@caretype/chart/unit/spellings";
import type { Observation } from "@caretype/client";
import type { z } from "zod";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { decimalOrNull, type Parts, readParts, writeParts } from "../clinical/record/parts.ts";
import { codedTextOf, readCodedText, shownCodedText, writeCodedText } from "../codes/coded-text.ts";
import { boundIn, formatDecimal } from "../unit/units.ts";
import { describeAmount } from "./describe-value.ts";
import { texts } from "./texts.en.ts";

type Value = NonNullable<Observation["value"]>;
type Kind = Value["kind"];
type Entered = z.input<typeof CreateObservation>;
type EnteredValue = NonNullable<Entered["value"]>;
type EnteredRange = NonNullable<Entered["referenceRange"]>;

/** The default kind of value. */
const firstKind: Kind = "quantity";

export function kindIn({ kind }: Parts): Kind {
  const isKind = (name: string | undefined): name is Kind => name !== undefined && name in texts.kinds;
  return isKind(kind) ? kind : firstKind;
}

/** The form's field for each kind of value. */
const partOf = { quantity: "number", concept: "concept", text: "text", boolean: "answer" } as const;

/** As one string, since forms compare strings. Empty without a value. */
export const writeEntered = (parts: Parts): string =>
  (parts[partOf[kindIn(parts)]] ?? "").trim() === "" && (parts.unit ?? "").trim() === ""
    ? ""
    : writeParts(parts);

export function writeValue(value: Observation["value"]): string {
  if (value === null) return "";
  const { kind } = value;
  if (kind === "quantity")
    return writeParts({
      kind,
      comparator: value.comparator ?? "",
      number: formatDecimal(value.number),
      unit: value.unit === null ? "" : unitLabel(value.unit),
    });
  if (kind === "concept") return writeParts({ kind, concept: writeCodedText(codedTextOf(value.concept)) });
  if (kind === "text") return writeParts({ kind, text: value.text });
  return writeParts({ kind, answer: value.boolean ? "yes" : "no" });
}

/** The schema rejects an invalid number or unit. */
export function enteredValue(written: string | undefined): EnteredValue | null {
  if (!written) return null;
  const parts = readParts(written);
  const kind = kindIn(parts);
  const { number = "", unit = "", concept, text = "", answer } = parts;
  if (kind === "quantity") return quantityIn({ ...parts, number, unit });
  if (kind === "concept") return { kind, concept: readCodedText(concept) };
  if (kind === "text") return { kind, text };
  return { kind, boolean: answer === "yes" };
}

/** A number, with a comparator if typed, and its unit as commonly written. */
export function quantityIn({ number = "", unit = "", comparator = "" }: Parts) {
  const typed = boundIn(`${comparator}${number}`);
  return { kind: "quantity", ...typed, unit: ucumOf(unit) || null } as const;
}

/** The value as entered, to compare it in a conflict. */
export function shownEntered(written: string | undefined): string {
  const value = enteredValue(written);
  if (value === null) return "";
  if (value.kind === "quantity") return describeAmount({ ...value, unit: value.unit ?? null });
  if (value.kind === "concept") return shownCodedText(readParts(written).concept);
  if (value.kind === "text") return value.text;
  return value.boolean ? chartTexts.yes : chartTexts.no;
}

export const writeRange = (range: Observation["referenceRange"]): string =>
  range === null
    ? ""
    : writeParts({
        low: formatDecimal(range.low ?? ""),
        high: formatDecimal(range.high ?? ""),
        text: range.text ?? "",
      });

export function enteredRange(written: string | undefined): EnteredRange | null {
  if (!written) return null;
  const { low, high, text = "" } = readParts(written);
  return { low: decimalOrNull(low), high: decimalOrNull(high), text: text.trim() || null };
}

/** `4–6`, `from 4`, or the laboratory's text. Empty without a range. */
export function rangeText(range: EnteredRange | null | undefined): string {
  if (!range) return "";
  const [low, high] = [range.low, range.high].map((each) => (each ? formatDecimal(each) : null));
  const numbers = low && high ? `${low}–${high}` : low ? texts.atLeast(low) : high ? texts.atMost(high) : "";
  return [numbers, range.text].filter(Boolean).join(" ");
}
