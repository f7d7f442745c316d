import { EncounterClass } from "@caretype/chart/encounter/schema";
import { NativeSelect, SimpleGrid } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { PracticeMomentField } from "../../../../session/practice-time/practice-moment-field.tsx";
import { DoctorPicker } from "../../../people/records/assignment/doctor-picker.tsx";
import { CodeInput } from "../codes/code-input.tsx";
import type { EncounterValues, Problems } from "./encounter-values.ts";
import { type EncounterField, type EncounterMoment, encounterFields } from "./field-views.ts";
import { texts } from "./texts.en.ts";

type EncounterFieldsProps = {
  values: EncounterValues;
  onChange: (changes: Partial<EncounterValues>) => void;
  problems: Problems;
  times: readonly EncounterMoment[];
};

/** Inputs of a new or existing encounter. A field without an input does not compile. */
export function EncounterFields({ values, onChange, problems, times }: EncounterFieldsProps) {
  const inputs: Record<Exclude<EncounterField, EncounterMoment>, ReactNode> = {
    reason: (
      <CodeInput
        field="encounter.reason"
        label={encounterFields.reason.label}
        path="reason"
        value={values.reason}
        error={problems.reason}
        onChange={(reason) => onChange({ reason })}
      />
    ),
    class: (
      <NativeSelect
        label={encounterFields.class.label}
        data={EncounterClass.options.map((value) => ({ value, label: texts.classes[value] }))}
        value={values.class}
        onChange={({ currentTarget: { value } }) => {
          const chosen = EncounterClass.options.find((each) => each === value);
          if (chosen) onChange({ class: chosen });
        }}
      />
    ),
    doctorId: (
      <DoctorPicker
        label={encounterFields.doctorId.label}
        isRequired={false}
        chosen={values.doctor}
        onChoose={(doctor) => onChange({ doctor })}
      />
    ),
  };
  const { reason, ...others } = inputs;
  return (
    <>
      {reason}
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {Object.entries(others).map(([name, input]) => (
          <Fragment key={name}>{input}</Fragment>
        ))}
        {times.map((name) => (
          <PracticeMomentField
            key={name}
            label={encounterFields[name].label}
            data-path={name}
            required
            value={values[name]}
            error={problems[name]}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
      </SimpleGrid>
    </>
  );
}
