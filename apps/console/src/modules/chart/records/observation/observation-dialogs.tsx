import * as schema from "@caretype/chart/observation/schema";
import { measureOf } from "@caretype/chart/unit/measures";
import type { Observation } from "@caretype/client";
import { Group, Text } from "@mantine/core";
import { useRef, useState } from "react";
import type { FieldViews } from "../../../../records/record/field-view.ts";
import { useMe } from "../../../../session/client/use-practice.ts";
import { formatInstant } from "../../../../words/format/format.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { optionsOf } from "../clinical/options.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { FieldGroup } from "../clinical/record/field-group.tsx";
import { type Parts, readParts } from "../clinical/record/parts.ts";
import { type Part, PartInputs, PartsInput } from "../clinical/record/parts-input.tsx";
import type { DetailsOf, InputsForm } from "../clinical/record/record-kind.ts";
import * as view from "../clinical/record/views.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { CodeInput } from "../codes/code-input.tsx";
import { readCodedText, writeCodedText } from "../codes/coded-text.ts";
import { InstantField } from "../encounter/instant-field.tsx";
import { comparators, withComparator } from "../unit/comparator.ts";
import { judge } from "../unit/judge.ts";
import { labelOf } from "../vital-sign/vital-signs.ts";
import { describeValue } from "./describe-value.ts";
import { fields as labels, texts } from "./texts.en.ts";
import {
  enteredRange,
  enteredValue,
  kindIn,
  quantityIn,
  rangeText,
  shownEntered,
  writeEntered,
  writeRange,
  writeValue,
} from "./values.ts";

/** The parts of a panel have forms of their own. */
type Details = Omit<DetailsOf<"observation">, "components">;

const status = view.choice("status", labels.status, texts.statuses);
const interpretation = view.optionalChoice("interpretation", labels.interpretation, texts.interpretations);
const [, ...interpretations] = interpretation.input.options;

const fields: FieldViews<Observation, Details> = {
  code: view.concept("code", labels.code, "observation.code"),
  value: {
    label: labels.value,
    show: ({ value }) => (value ? shownEntered(writeValue(value)) : null),
    value: ({ value }) => writeValue(value),
    send: ({ value }) => enteredValue(value),
    entered: ({ value }) => shownEntered(value),
    input: { as: "own" },
  },
  referenceRange: {
    label: labels.referenceRange,
    show: ({ referenceRange }) => rangeText(referenceRange) || null,
    value: ({ referenceRange }) => writeRange(referenceRange),
    send: ({ referenceRange }) => enteredRange(referenceRange),
    entered: ({ referenceRange }) => rangeText(enteredRange(referenceRange)),
    input: { as: "own" },
  },
  interpretation: {
    ...interpretation,
    sentWith: "value",
    // A computed interpretation is computed again.
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
  },
  status: {
    ...status,
    // An amended observation was final before.
    value: (observation) => (observation.status === "preliminary" ? "preliminary" : "final"),
    show: (record) =>
      record.status === "amended" ? texts.amended : record.status ? texts.statuses[record.status] : null,
  },
  note: view.text("note", labels.note),
};

const inputs = (form: InputsForm, record: Observation | null) => ({
  value:
    record && record.components.length > 0 ? (
      <Panel record={record} />
    ) : (
      <ValueInput form={form} given={givenOf(record)} />
    ),
  referenceRange: (
    <PartsInput
      form={form}
      path="referenceRange"
      label={fields.referenceRange.label}
      parts={[
        { name: "low", label: texts.low, isNumber: true },
        { name: "high", label: texts.high, isNumber: true },
        { name: "text", label: texts.words },
      ]}
    />
  ),
  effectiveAt: (
    <InstantField
      label={fields.effectiveAt.label}
      path="effectiveAt"
      instant={form.getValues().effectiveAt || null}
      error={form.getInputProps("effectiveAt").error}
      // The schema rejects an invalid time.
      onChange={(instant, typed) =>
        form.setFieldValue("effectiveAt", instant ?? typed, { forceUpdate: false })
      }
    />
  ),
});

const givenOf = (record: Observation | null) =>
  record === null || record.isInterpretationComputed ? null : record.interpretation;

/** A panel such as blood pressure has a form of its own. */
function Panel({ record }: { record: Observation }) {
  const { unitSystem } = useMe();
  return <Text size="sm">{texts.parts(describeValue(record, unitSystem))}</Text>;
}

export const ObservationDialogs = dialogsOf<"observation">({
  kind: "observation",
  schemas: { record: schema.Observation, create: schema.CreateObservation, update: schema.UpdateObservation },
  views: fields,
  begunWith: () => ({
    category: "laboratory",
    effectiveAt: new Date().toISOString(),
    status: "final",
  }),
  nameOf: ({ code }) => labelOf(code),
  own: inputs,
  texts,
});

type ValueInputProps = {
  form: InputsForm;
  /** An interpretation entered by a user. It applied to the previous value. */
  given: string | null;
};

/** The value: a number with unit, a text or code, free text, or yes and no. */
function ValueInput({ form, given }: ValueInputProps) {
  // Only once: choosing the same value again confirms it.
  const isDropped = useRef(false);
  const [parts, setParts] = useState(() => readParts(form.getValues().value));
  const kind = kindIn(parts);
  const measure = kind === "quantity" ? measureOf(readCodedText(form.getValues().code).coding) : null;
  const { problem, doubt } = judge(measure, quantityIn(parts));
  const error = form.getInputProps("value").error ?? problem;
  const change = (changes: Parts) => {
    const next = { ...parts, ...changes };
    setParts(next);
    form.setFieldValue("value", writeEntered(next), { forceUpdate: false });
    if (given === null || isDropped.current) return;
    isDropped.current = true;
    if (form.getValues().interpretation === given) form.setFieldValue("interpretation", "");
  };
  return (
    <FieldGroup label={texts.fields.value} path="value" error={error}>
      <Group gap="xs" align="start" grow preventGrowOverflow={false}>
        {kind === "concept" ? (
          <CodeInput
            field={null}
            label={texts.kinds.concept}
            path="value.concept"
            value={readCodedText(parts.concept)}
            onChange={(concept) => change({ concept: writeCodedText(concept) })}
            error={null}
            isFirst={false}
          />
        ) : (
          <PartInputs parts={valueParts[kind]} values={parts} hasError={Boolean(error)} onChange={change} />
        )}
        <PartInputs parts={kindParts} values={{ kind }} onChange={change} />
      </Group>
      <Text role="status" size="xs" c="var(--mantine-color-yellow-light-color)">
        {error ? null : doubt}
      </Text>
    </FieldGroup>
  );
}

/** Inputs for all kinds of values except codes. */
const valueParts: Record<Exclude<ReturnType<typeof kindIn>, "concept">, readonly Part[]> = {
  quantity: [
    {
      name: "comparator",
      label: texts.comparator,
      options: [
        { value: "", label: "=" },
        ...comparators.map((value) => ({ value, label: withComparator("", value) })),
      ],
    },
    { name: "number", label: texts.number, isNumber: true },
    { name: "unit", label: texts.unit },
  ],
  text: [{ name: "text", label: texts.kinds.text }],
  boolean: [
    {
      name: "answer",
      label: texts.kinds.boolean,
      options: optionsOf({ yes: chartTexts.yes, no: chartTexts.no }, recordListTexts.notSaid),
    },
  ],
};

const kindParts: readonly Part[] = [{ name: "kind", label: texts.kind, options: optionsOf(texts.kinds) }];
