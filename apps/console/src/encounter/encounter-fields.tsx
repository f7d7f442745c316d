import { EncounterClass } from "@caretype/api/encounter/schema";
import { NativeSelect, SimpleGrid } from "@mantine/core";
import { useState } from "react";
import { PracticeMomentField } from "../appointment/practice-moment-field.tsx";
import { SearchPicker } from "../assignment/search-picker.tsx";
import { useDoctorSearch } from "../assignment/use-doctor-search.ts";
import { CodeInput } from "../codes/field/code-input.tsx";
import { assignmentTexts } from "../texts/assignment.ts";
import { encounterTexts as texts } from "../texts/encounter.ts";
import type { ChosenDoctor, EncounterValues, Problems } from "./encounter-values.ts";

type EncounterFieldsProps = {
  values: EncounterValues;
  onChange: (changes: Partial<EncounterValues>) => void;
  problems: Problems;
  /** The times that are asked for. */
  times: readonly ("startedAt" | "endedAt")[];
};

/** The inputs for an encounter, new or not. */
export function EncounterFields({ values, onChange, problems, times }: EncounterFieldsProps) {
  return (
    <>
      <CodeInput
        field="encounter.reason"
        label={texts.fields.reason}
        path="reason"
        value={values.reason}
        error={problems.reason}
        onChange={(reason) => onChange({ reason })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <NativeSelect
          label={texts.fields.class}
          data={EncounterClass.options.map((value) => ({ value, label: texts.classes[value] }))}
          value={values.class}
          onChange={({ currentTarget: { value } }) => {
            const chosen = EncounterClass.options.find((each) => each === value);
            if (chosen) onChange({ class: chosen });
          }}
        />
        <DoctorField doctor={values.doctor} onChange={(doctor) => onChange({ doctor })} />
        {times.map((name) => (
          <PracticeMomentField
            key={name}
            label={texts.fields[name]}
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

type DoctorFieldProps = { doctor: ChosenDoctor | null; onChange: (doctor: ChosenDoctor | null) => void };

function DoctorField({ doctor, onChange }: DoctorFieldProps) {
  const [text, setText] = useState("");
  return (
    <SearchPicker<ChosenDoctor>
      label={texts.fields.doctor}
      path="doctorId"
      placeholder=""
      empty={assignmentTexts.picker.noDoctor}
      error={null}
      isRequired={false}
      text={text}
      found={useDoctorSearch(text)}
      chosen={doctor}
      onText={setText}
      onChoose={onChange}
      describe={({ specializationLabel }) => specializationLabel}
    />
  );
}
