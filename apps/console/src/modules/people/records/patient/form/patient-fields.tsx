import type { Patient } from "@caretype/client";
import { SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";
import { DateField } from "../../../../../kit/form/date-field.tsx";
import { typedBirth } from "../../../../../kit/form/typed-date.ts";
import { shownViewsOf } from "../../../../../records/record/field-view.ts";
import { RecordInputs } from "../../../../../records/record/record-inputs.tsx";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import type { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { usePracticeToday } from "../../../../../session/practice-time/practice-time.ts";
import { formatDate } from "../../../../../words/format/format.ts";
import { ageOnDay } from "../birth.ts";
import { type PatientField, type PatientValues, patientFields } from "../field-views.ts";
import { birth as texts } from "./texts.en.ts";

type PatientForm = ReturnType<typeof useRecordForm<PatientValues>>["form"];

type PatientFieldsProps = {
  form: PatientForm;
  /** The server's patient. */
  patient?: Patient;
  /** Default: all fields. */
  only?: ReadonlySet<PatientField> | undefined;
};

export const PatientFields = ({ form, patient, only }: PatientFieldsProps) => (
  <RecordInputs
    form={form}
    views={shownViewsOf(patientFields, usePermissions()).filter(([name]) => only?.has(name) ?? true)}
    focused="firstName"
    own={{ dateOfBirth: <BirthFields form={form} known={patient} /> }}
  />
);

type BirthFieldsProps = {
  form: PatientForm;
  /** The server's patient, whose date may differ from the user's. */
  known: Patient | undefined;
};

const example = formatDate("1980-02-29");

/** Birth date, or the age, from which the server estimates it. */
function BirthFields({ form, known }: BirthFieldsProps) {
  // The form's value also changes without typing, when a conflict is resolved or input is restored.
  const [date, setDate] = useState(form.getValues().dateOfBirth ?? "");
  form.watch("dateOfBirth", ({ value = "" }) => setDate(value));
  const { isDate } = typedBirth(date);
  const today = usePracticeToday();
  const hasDate = date !== "";
  const age = known && known.dateOfBirth === date ? known.age : ageOnDay(isDate ? date : "", today);
  const { defaultValue: _initial, ...props } = form.getInputProps("dateOfBirth");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
      <DateField
        {...props}
        is="birth"
        label={patientFields.dateOfBirth.label}
        value={date}
        unread={texts.isUnread(example)}
      />
      <TextInput
        key={form.key("age")}
        label={hasDate ? patientFields.age.label : texts.orAge}
        description={hasDate ? texts.isCalculated : texts.ifUnknown}
        inputWrapperOrder={below}
        inputMode="numeric"
        disabled={hasDate}
        placeholder={hasDate ? age?.toString() : undefined}
        {...form.getInputProps("age")}
      />
    </SimpleGrid>
  );
}

const below: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
