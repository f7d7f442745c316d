import type { Patient } from "@caretype/client";
import { SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { PhoneField } from "../../phone/phone-field.tsx";
import { fieldLabels, type PatientField } from "../patient-values.ts";
import { BirthFields } from "./birth-fields.tsx";
import { GenderField } from "./gender-field.tsx";
import type { PatientForm } from "./patient-form.ts";

type PatientFieldsProps = {
  form: PatientForm;
  isClinical: boolean;
  /** As the server has them. */
  patient?: Patient;
};

/** All that is known of a patient, for who adds or changes one. */
export function PatientFields({ form, isClinical, patient }: PatientFieldsProps) {
  const field = (name: PatientField) => ({
    key: form.key(name),
    label: fieldLabels[name],
    autoComplete: "off",
    ...form.getInputProps(name),
  });
  const { key: firstKey, ...first } = field("firstName");
  const { key: lastKey, ...last } = field("lastName");
  const { key: phoneKey, ...phone } = field("phoneNumber");
  const { key: emailKey, ...email } = field("email");
  const { key: addressKey, ...address } = field("address");
  const { key: historyKey, ...history } = field("medicalHistory");
  const inputs: Record<Exclude<PatientField, "age">, ReactNode> = {
    firstName: <TextInput key={firstKey} {...first} required data-autofocus />,
    lastName: (
      <TextInput
        key={lastKey}
        {...last}
        description="Empty for a person of one name"
        inputWrapperOrder={order}
      />
    ),
    gender: wide("gender", <GenderField form={form} />),
    dateOfBirth: wide("dateOfBirth", <BirthFields form={form} known={patient} />),
    phoneNumber: <PhoneField key={phoneKey} {...phone} />,
    email: <TextInput key={emailKey} {...email} type="email" />,
    address: wide("address", <Textarea key={addressKey} {...address} autosize minRows={2} maxRows={6} />),
    medicalHistory: isClinical
      ? wide("medicalHistory", <Textarea key={historyKey} {...history} autosize minRows={4} maxRows={16} />)
      : null,
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
      {Object.values(inputs)}
    </SimpleGrid>
  );
}

/** In a row of its own. */
const wide = (name: PatientField, input: ReactNode) => (
  <div key={name} style={{ gridColumn: "1 / -1" }}>
    {input}
  </div>
);

/** Below the input, so that inputs side by side are on one line. */
const order: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
