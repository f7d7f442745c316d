import * as schema from "@caretype/chart/medication/schema";
import type { Medication } from "@caretype/client";
import type { FieldViews } from "../../../../records/record/field-view.ts";
import { AllergyLine } from "../allergy/allergy-line.tsx";
import { optionsOf } from "../clinical/options.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { readParts, wholeNumberIn, writeParts } from "../clinical/record/parts.ts";
import { PartsInput } from "../clinical/record/parts-input.tsx";
import type { DetailsOf, InputsForm } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import { decimalIn, formatDecimal } from "../unit/units.ts";
import { fields as labels, texts } from "./texts.en.ts";
import { doseText, timingText } from "./words.ts";

type Details = DetailsOf<"medication">;
type Sent<Name extends keyof Details> = NonNullable<Details[Name]>;

/** The schema rejects an invalid number or unit. */
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

/** The most common frequency: once a day. */
const defaultTiming = { period: "1", periodUnit: "d" } as const;
const units = ["h", "d", "wk", "mo"] as const;

const writeTiming = (timing: Medication["timing"]) =>
  timing === null
    ? ""
    : writeParts({
        frequency: String(timing.frequency),
        period: String(timing.period),
        periodUnit: timing.periodUnit,
      });

const fields: FieldViews<Medication, Details> = {
  drug: view.concept("drug", labels.drug, "medication.drug"),
  kind: view.choice("kind", labels.kind, texts.kinds),
  status: view.choice("status", labels.status, texts.statuses),
  dose: {
    label: labels.dose,
    show: ({ dose }) => (dose ? doseText(dose) : null),
    value: ({ dose }) =>
      dose === null ? "" : writeParts({ number: formatDecimal(dose.number), unit: dose.unit ?? "" }),
    send: ({ dose }) => enteredDose(dose),
    entered: ({ dose }) => Object.values(readParts(dose)).join(" "),
    input: { as: "own" },
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
  },
  dosage: view.text("dosage", labels.dosage),
  route: view.optionalConcept("route", labels.route),
  from: view.date("from", labels.from),
  until: view.date("until", labels.until),
  endReason: view.line("endReason", labels.endReason),
  note: view.text("note", labels.note),
  overrideReason: view.line("overrideReason", labels.overrideReason),
};

const inputs = (form: InputsForm) => ({
  dose: (
    <PartsInput
      form={form}
      path="dose"
      label={fields.dose.label}
      parts={[
        { name: "number", label: texts.doseNumber, isNumber: true },
        { name: "unit", label: texts.doseUnit },
      ]}
    />
  ),
  timing: (
    <PartsInput
      form={form}
      path="timing"
      label={fields.timing.label}
      parts={[
        { name: "frequency", label: texts.frequency, isNumber: true },
        { name: "period", label: texts.period, isNumber: true, meant: defaultTiming.period },
        {
          name: "periodUnit",
          label: texts.periodUnit,
          options: optionsOf(texts.periodUnits),
          meant: defaultTiming.periodUnit,
        },
      ]}
    />
  ),
});

export const MedicationDialogs = dialogsOf<"medication">({
  kind: "medication",
  schemas: { record: schema.Medication, create: schema.CreateMedication, update: schema.UpdateMedication },
  views: fields,
  begunWith: () => ({ kind: "statement", status: "active" }),
  nameOf: ({ drug }) => drug.text,
  own: inputs,
  asks: { onWarnings: "refuse" },
  Beside: AllergyLine,
  texts,
  ending: { titleFor: texts.stopFor, values: (today) => ({ status: "stopped", until: today }) },
});
