import type { Observation } from "@caretype/client";
import { formatInstant } from "../../words/format/format.ts";
import type { DetailsOf } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import type { FieldViews } from "../record/field-view.ts";
import { fields as labels, texts } from "./texts.en.ts";
import { enteredRange, enteredValue, rangeText, shownEntered, writeRange, writeValue } from "./values.ts";

/** The parts of a panel are entered by forms of their own. */
type Details = Omit<DetailsOf<"observation">, "components">;

const status = view.choice("status", labels.status, texts.statuses);
const interpretation = view.optionalChoice("interpretation", labels.interpretation, texts.interpretations);
const [, ...interpretations] = interpretation.input.options;

export const observationFields: FieldViews<Observation, Details> = {
  code: view.concept("code", labels.code, "observation.code"),
  value: {
    label: labels.value,
    show: ({ value }) => (value ? shownEntered(writeValue(value)) : null),
    value: ({ value }) => writeValue(value),
    send: ({ value }) => enteredValue(value),
    entered: ({ value }) => shownEntered(value),
    input: { as: "own" },
    headings: [],
  },
  referenceRange: {
    label: labels.referenceRange,
    show: ({ referenceRange }) => rangeText(referenceRange) || null,
    value: ({ referenceRange }) => writeRange(referenceRange),
    send: ({ referenceRange }) => enteredRange(referenceRange),
    entered: ({ referenceRange }) => rangeText(enteredRange(referenceRange)),
    input: { as: "own" },
    headings: [],
  },
  interpretation: {
    ...interpretation,
    sentWith: "value",
    // One that was computed is computed again.
    value: ({ interpretation: given, isInterpretationComputed }) =>
      isInterpretationComputed ? "" : (given ?? ""),
    input: { as: "select", options: [{ value: "", label: texts.computed }, ...interpretations] },
  },
  category: view.optionalChoice("category", labels.category, texts.categories),
  effectiveAt: {
    label: labels.effectiveAt,
    show: ({ effectiveAt }) => (effectiveAt ? formatInstant(effectiveAt) : null),
    send: ({ effectiveAt }) => effectiveAt || undefined,
    entered: ({ effectiveAt }) => (effectiveAt ? formatInstant(effectiveAt) : ""),
    input: { as: "own" },
    headings: [],
  },
  status: {
    ...status,
    // An amended one was final before.
    value: (observation) => (observation.status === "preliminary" ? "preliminary" : "final"),
    show: (record) =>
      record.status === "amended" ? texts.amended : record.status ? texts.statuses[record.status] : null,
  },
  note: view.text("note", labels.note),
};
