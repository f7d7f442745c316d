import * as schema from "@caretype/api/observation/schema";
import { measureOf } from "@caretype/api/unit/measures";
import type { Observation } from "@caretype/client";
import { Group, Input, NativeSelect, Text, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useMe } from "../../session/client/use-practice.ts";
import { texts as chartTexts } from "../clinical/chart/texts.en.ts";
import { optionsOf } from "../clinical/options.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { FieldGroup } from "../clinical/record/field-group.tsx";
import { type Parts, readParts } from "../clinical/record/parts.ts";
import { PartsInput } from "../clinical/record/parts-input.tsx";
import type { InputsForm } from "../clinical/record/record-kind.ts";
import { texts as recordListTexts } from "../clinical/texts.en.ts";
import { CodeInput } from "../codes/code-input.tsx";
import { readCodedText, writeCodedText } from "../codes/coded-text.ts";
import { InstantField } from "../encounter/instant-field.tsx";
import { comparators, withComparator } from "../unit/comparator.ts";
import { judge } from "../unit/judge.ts";
import { labelOf } from "../vital-sign/label-of.ts";
import { describeValue } from "./describe-value.ts";
import { observationFields as fields } from "./observation-fields.ts";
import { texts } from "./texts.en.ts";
import { kindIn, quantityIn, writeEntered } from "./values.ts";

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
      // The schema refuses what is no time.
      onChange={(instant, typed) =>
        form.setFieldValue("effectiveAt", instant ?? typed, { forceUpdate: false })
      }
    />
  ),
});

const givenOf = (record: Observation | null) =>
  record === null || record.isInterpretationComputed ? null : record.interpretation;

/** A panel such as a blood pressure has a form of its own. */
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
  /** The interpretation that somebody has given. It was of the value before. */
  given: string | null;
};

/** The value of an observation: a number with its unit, words or a code, free text, or yes and no. */
function ValueInput({ form, given }: ValueInputProps) {
  // Once: who chooses the same again means it.
  const isDropped = useRef(false);
  const [parts, setParts] = useState(() => readParts(form.getValues().value));
  const measure =
    kindIn(parts) === "quantity" ? measureOf(readCodedText(form.getValues().code).coding) : null;
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
    <FieldGroup label={texts.fields.value} path="value">
      <Group gap="xs" align="start" grow preventGrowOverflow={false}>
        <ValueParts parts={parts} hasError={Boolean(error)} onChange={change} />
        <NativeSelect
          label={texts.kind}
          labelProps={small}
          data={optionsOf(texts.kinds)}
          value={kindIn(parts)}
          onChange={({ currentTarget: { value } }) => change({ kind: value })}
        />
      </Group>
      {error ? <Input.Error mt={5}>{error}</Input.Error> : null}
      <Text role="status" size="xs" c="var(--mantine-color-yellow-light-color)">
        {error ? null : doubt}
      </Text>
    </FieldGroup>
  );
}

const small = { fz: "xs", fw: 400 };

type ValuePartsProps = { parts: Parts; hasError: boolean; onChange: (changes: Parts) => void };

function ValueParts({ parts, hasError, onChange }: ValuePartsProps) {
  const kind = kindIn(parts);
  const common = { labelProps: small, error: hasError, autoComplete: "off" };
  if (kind === "quantity") {
    return (
      <>
        <NativeSelect
          {...common}
          label={texts.comparator}
          data={[
            { value: "", label: "=" },
            ...comparators.map((value) => ({ value, label: withComparator("", value) })),
          ]}
          value={parts.comparator ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ comparator: value })}
        />
        <TextInput
          {...common}
          label={texts.number}
          inputMode="decimal"
          value={parts.number ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ number: value })}
        />
        <TextInput
          {...common}
          label={texts.unit}
          value={parts.unit ?? ""}
          onChange={({ currentTarget: { value } }) => onChange({ unit: value })}
        />
      </>
    );
  }
  if (kind === "concept") {
    return (
      <CodeInput
        field={null}
        label={texts.kinds.concept}
        path="value.concept"
        value={readCodedText(parts.concept)}
        onChange={(concept) => onChange({ concept: writeCodedText(concept) })}
        error={null}
        isFirst={false}
      />
    );
  }
  if (kind === "boolean") {
    return (
      <NativeSelect
        {...common}
        label={texts.kinds.boolean}
        data={[
          { value: "", label: recordListTexts.notSaid },
          { value: "yes", label: chartTexts.yes },
          { value: "no", label: chartTexts.no },
        ]}
        value={parts.answer ?? ""}
        onChange={({ currentTarget: { value } }) => onChange({ answer: value })}
      />
    );
  }
  return (
    <TextInput
      {...common}
      label={texts.kinds.text}
      value={parts.text ?? ""}
      onChange={({ currentTarget: { value } }) => onChange({ text: value })}
    />
  );
}
