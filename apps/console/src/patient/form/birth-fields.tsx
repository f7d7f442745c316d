import type { Patient } from "@caretype/client";
import { SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";
import { formatDate } from "../../shell/text/format.ts";
import { patientFormTexts } from "../../texts/patient-form.ts";
import { ageToday } from "../birth.ts";
import { patientFields } from "../field-views.ts";
import { typedBirth } from "../typed-birth.ts";
import type { PatientForm } from "./patient-form.ts";

type BirthFieldsProps = {
  form: PatientForm;
  /** The patient from the server, whose date may differ from the reader's. */
  known: Patient | undefined;
};

const texts = patientFormTexts.birth;

const example = formatDate("1980-02-29");

/** Date of birth, or the age, from which the server estimates it. */
export function BirthFields({ form, known }: BirthFieldsProps) {
  const [text, setText] = useState(() => shownAs(form.getValues().dateOfBirth ?? ""));
  const { value: date, isDate, shown, others } = typedBirth(text);
  // The form's value changes without typing when a conflict is resolved, or input is restored.
  form.watch("dateOfBirth", ({ value = "" }) =>
    setText((typed) => (typedBirth(typed).value === value ? typed : shownAs(value))),
  );
  const hasDate = text.trim() !== "";
  const age = known && known.dateOfBirth === date ? known.age : ageToday(isDate ? date : "");
  const { onChange, defaultValue: _initial, error, ...props } = form.getInputProps("dateOfBirth");
  const unread = texts.isUnread(example);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
      <TextInput
        {...props}
        label={patientFields.dateOfBirth.label}
        description={isDate ? texts.understood(shown, others) : texts.hint(example)}
        inputWrapperOrder={below}
        autoComplete="off"
        value={text}
        onChange={({ currentTarget: { value } }) => {
          setText(value);
          onChange(typedBirth(value).value);
        }}
        error={error && hasDate && !isDate ? unread : error}
      />
      <TextInput
        key={form.key("age")}
        label={hasDate ? patientFields.age.label : texts.orAge}
        description={hasDate ? texts.isCalculated : texts.ifUnknown}
        inputWrapperOrder={below}
        inputMode="numeric"
        maxLength={3}
        autoComplete="off"
        disabled={hasDate}
        placeholder={hasDate ? age?.toString() : undefined}
        {...form.getInputProps("age")}
      />
    </SimpleGrid>
  );
}

const below: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];

/** A stored date as the reader would type it. */
function shownAs(value: string): string {
  const { shown } = typedBirth(value);
  return typedBirth(shown).value === value ? shown : value;
}
