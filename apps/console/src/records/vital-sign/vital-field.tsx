import type { Observation, Patient } from "@caretype/client";
import { Badge, Group, Text, TextInput } from "@mantine/core";
import { usePracticeTime } from "../../session/practice-time/practice-time.ts";
import type { Units } from "../unit/units.ts";
import { unitLabel, withUnit } from "../unit/units.ts";
import { isAdult } from "./is-adult.ts";
import { texts } from "./texts.en.ts";
import type { useVitalsForm } from "./use-vitals-form.ts";
import { type FieldName, numberIn, unitFor } from "./vital-signs.ts";
import { rangeText, typedPlace } from "./vitals-values.ts";

type VitalFieldProps = {
  name: FieldName;
  form: ReturnType<typeof useVitalsForm>;
  last: readonly Observation[];
  patient: Patient;
  units: Units;
};

/** A number with its unit, the last one, and a mark if it is not usual. */
export function VitalField({ name, form, last, patient, units }: VitalFieldProps) {
  const { values, problems, change } = form;
  const entered = values.typed[name];
  const text = entered?.text ?? "";
  // What is typed keeps its unit.
  const unit = entered && text !== "" ? entered.unit : unitFor(name, units);
  const place = isAdult(patient) ? typedPlace(values, name) : null;
  return (
    <div>
      <TextInput
        label={texts.fields[name]}
        description={<Last name={name} last={last} unit={unit} />}
        data-path={name}
        inputMode="decimal"
        autoComplete="off"
        maxLength={42}
        rightSection={
          <Text size="sm" c="dimmed" pr="sm">
            {unitLabel(unit)}
          </Text>
        }
        rightSectionWidth={64}
        value={text}
        error={problems[name]}
        onChange={({ currentTarget: { value } }) =>
          change({ typed: { ...values.typed, [name]: { text: value, unit } } })
        }
      />
      <div role="status">
        {place === null || place === "normal" ? null : (
          <Group gap="xs" mt={4}>
            <Badge variant="light" color="yellow">
              {texts.places[place]}
            </Badge>
            <Text size="xs" c="dimmed">
              {texts.usual(rangeText(name, unit) ?? "")}
            </Text>
          </Group>
        )}
      </div>
    </div>
  );
}

type LastProps = { name: FieldName; last: readonly Observation[]; unit: string };

function Last({ name, last, unit }: LastProps) {
  const { day } = usePracticeTime();
  for (const observation of last) {
    const number = numberIn(observation, name, unit);
    if (number !== null) return texts.last(withUnit(number, unit), day(observation.effectiveAt));
  }
  return texts.noLast;
}
