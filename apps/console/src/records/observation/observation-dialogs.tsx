import * as schema from "@caretype/api/observation/schema";
import type { Observation } from "@caretype/client";
import { Text } from "@mantine/core";
import { useMe } from "../../session/client/use-practice.ts";
import { dialogsOf } from "../clinical/record/dialogs-of.tsx";
import { PartsInput } from "../clinical/record/parts-input.tsx";
import type { InputsForm } from "../clinical/record/record-kind.ts";
import { InstantField } from "../encounter/instant-field.tsx";
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
