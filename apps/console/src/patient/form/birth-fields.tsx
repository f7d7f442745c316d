import type { Patient } from "@caretype/client";
import { SimpleGrid, TextInput } from "@mantine/core";
import { useState } from "react";
import { today } from "../../shell/text/format.ts";
import { ageToday } from "../birth.ts";
import { patientFields } from "../field-views.ts";
import type { PatientForm } from "./patient-form.ts";

type BirthFieldsProps = {
  form: PatientForm;
  /** The patient from the server, whose date may differ from the reader's. */
  known: Patient | undefined;
};

/** Date of birth, or the age, from which the server estimates it. */
export function BirthFields({ form, known }: BirthFieldsProps) {
  const [date, setDate] = useState(form.getValues().dateOfBirth ?? "");
  form.watch("dateOfBirth", ({ value }) => setDate(value ?? ""));
  const hasDate = date !== "";
  const age = known && known.dateOfBirth === date ? known.age : ageToday(date);
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
      <TextInput
        key={form.key("dateOfBirth")}
        label={patientFields.dateOfBirth.label}
        type="date"
        min="1850-01-01"
        max={today()}
        autoComplete="off"
        {...form.getInputProps("dateOfBirth")}
      />
      <TextInput
        key={form.key("age")}
        label={hasDate ? patientFields.age.label : "Or the age in years"}
        description={hasDate ? "Calculated from the date of birth" : "If the date is unknown"}
        inputWrapperOrder={["label", "input", "description", "error"]}
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
