import type { Medication, RouterInputs } from "@caretype/client";
import { readParts, wholeNumberIn, writeParts } from "../clinical/record/parts.ts";
import {
  choiceView,
  conceptView,
  dateView,
  lineView,
  optionalConceptView,
  textView,
} from "../clinical/record/views.ts";
import type { FieldViews, ValuesOf } from "../record/field-view.ts";
import { decimalIn, formatDecimal } from "../unit/units.ts";
import { fields as labels, texts } from "./texts.en.ts";
import { doseText, timingText } from "./words.ts";

/** The editable fields. A medication never changes its patient. */
type Details = Omit<RouterInputs["medication"]["update"], "id" | "expectedVersion" | "recordedAt">;
type Sent<Name extends keyof Details> = NonNullable<Details[Name]>;

/** The schema refuses a number or a unit that does not fit. */
function enteredDose(written: string | undefined): Sent<"dose"> | null {
  const { number = "", unit = "" } = readParts(written);
  return written ? { number: decimalIn(number), unit: unit.trim() || null } : null;
}

function enteredTiming(written: string | undefined): Sent<"timing"> | null {
  if (!written) return null;
  const { frequency, period, periodUnit } = readParts(written);
  return {
    frequency: wholeNumberIn(frequency) ?? Number.NaN,
    period: wholeNumberIn(period) ?? Number(defaultTiming.period),
    periodUnit: units.find((each) => each === periodUnit) ?? defaultTiming.periodUnit,
  };
}

/** Once a day is said most often. */
export const defaultTiming = { period: "1", periodUnit: "d" } as const;
const units = ["h", "d", "wk", "mo"] as const;

const writeTiming = (timing: Medication["timing"]) =>
  timing === null
    ? ""
    : writeParts({
        frequency: String(timing.frequency),
        period: String(timing.period),
        periodUnit: timing.periodUnit,
      });

export const medicationFields: FieldViews<Medication, Details> = {
  drug: conceptView("drug", labels.drug),
  kind: choiceView("kind", labels.kind, texts.kinds),
  status: choiceView("status", labels.status, texts.statuses),
  dose: {
    label: labels.dose,
    show: ({ dose }) => (dose ? doseText(dose) : null),
    value: ({ dose }) =>
      dose === null ? "" : writeParts({ number: formatDecimal(dose.number), unit: dose.unit ?? "" }),
    send: ({ dose }) => enteredDose(dose),
    entered: ({ dose }) => Object.values(readParts(dose)).join(" "),
    input: { as: "own" },
    headings: [],
  },
  timing: {
    label: labels.timing,
    show: ({ timing }) => (timing ? timingText(timing) : null),
    value: ({ timing }) => writeTiming(timing),
    send: ({ timing }) => enteredTiming(timing),
    entered: ({ timing }) => {
      const entered = enteredTiming(timing);
      return entered ? timingText(entered) : "";
    },
    input: { as: "own" },
    headings: [],
  },
  dosage: textView("dosage", labels.dosage),
  route: optionalConceptView("route", labels.route),
  from: dateView("from", labels.from),
  until: dateView("until", labels.until),
  endReason: lineView("endReason", labels.endReason),
  note: textView("note", labels.note),
};

export const noMedication: ValuesOf<keyof Details> = {
  drug: "",
  kind: "statement",
  status: "active",
  dose: "",
  timing: "",
  dosage: "",
  route: "",
  from: "",
  until: "",
  endReason: "",
  note: "",
};
