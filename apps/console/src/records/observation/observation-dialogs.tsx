import {
  CreateObservation,
  Observation as ObservationSchema,
  UpdateObservation,
} from "@caretype/api/observation/schema";
import type { Observation } from "@caretype/client";
import { Text } from "@mantine/core";
import { useState } from "react";
import { useMe } from "../../session/client/use-practice.ts";
import { PracticeMomentField } from "../../session/practice-time/practice-moment-field.tsx";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { PartsInput } from "../clinical/record/parts-input.tsx";
import type { InputsForm } from "../clinical/record/record-kind.ts";
import { instantOfPicked, pickedOf } from "../encounter/encounter-values.ts";
import { labelOf } from "../vital-sign/label-of.ts";
import { describeValue } from "./describe-value.ts";
import { observationFields as fields } from "./observation-fields.ts";
import { texts } from "./texts.en.ts";
import { ValueInput } from "./value-input.tsx";

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
        { name: "low", label: texts.low, isNumber: true, maxLength: 42 },
        { name: "high", label: texts.high, isNumber: true, maxLength: 42 },
        { name: "text", label: texts.words, maxLength: 500 },
      ]}
    />
  ),
  effectiveAt: <MomentInput form={form} path="effectiveAt" label={fields.effectiveAt.label} />,
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
  schemas: { record: ObservationSchema, create: CreateObservation, update: UpdateObservation },
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

type MomentInputProps = { form: InputsForm; path: string; label: string };

/** A day and a time of the practice. The form holds the instant. */
function MomentInput({ form, path, label }: MomentInputProps) {
  const practice = usePracticeTime();
  const [picked, setPicked] = useState(() => pickedOf(form.getValues()[path] || null, practice.timeZone));
  return (
    <PracticeMomentField
      label={label}
      data-path={path}
      value={picked}
      error={form.getInputProps(path).error}
      onChange={(value) => {
        setPicked(value);
        // The schema refuses a time that clocks skip, as it does what is no time.
        const instant = instantOfPicked(value, practice) ?? value;
        form.setFieldValue(path, instant, { forceUpdate: false });
      }}
    />
  );
}
