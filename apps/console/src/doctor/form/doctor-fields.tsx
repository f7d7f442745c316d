import { Autocomplete, NativeSelect, SimpleGrid, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { useRecordForm } from "../../form/use-record-form.ts";
import { genderOptions } from "../../patient/gender.ts";
import { PhoneField } from "../../phone/phone-field.tsx";
import { type DoctorField, type DoctorValues, fieldLabels } from "../doctor-values.ts";

type DoctorForm = ReturnType<typeof useRecordForm<DoctorValues>>["form"];

type DoctorFieldsProps = {
  form: DoctorForm;
  /** Labels to choose from; any other text will do, too. */
  specializations: readonly string[];
};

/** All that is known of a doctor, for who adds or changes one. */
export function DoctorFields({ form, specializations }: DoctorFieldsProps) {
  const field = (name: DoctorField) => ({
    ...{ label: fieldLabels[name], autoComplete: "off", inputWrapperOrder: order },
    ...form.getInputProps(name),
  });
  const key = (name: DoctorField) => form.key(name);
  const inputs: Record<DoctorField, ReactNode> = {
    firstName: <TextInput key={key("firstName")} {...field("firstName")} required data-autofocus />,
    lastName: (
      <TextInput key={key("lastName")} {...field("lastName")} description="Empty for a person of one name" />
    ),
    specialization: (
      <Autocomplete
        key={key("specialization")}
        {...field("specialization")}
        description="Choose one, or write another"
        data={[...specializations]}
        limit={20}
      />
    ),
    gender: (
      <NativeSelect
        key={key("gender")}
        {...field("gender")}
        data={[{ value: "", label: "Not said" }, ...genderOptions]}
      />
    ),
    licenseNumber: <TextInput key={key("licenseNumber")} {...field("licenseNumber")} />,
    yearsOfExperience: (
      <TextInput
        key={key("yearsOfExperience")}
        {...field("yearsOfExperience")}
        inputMode="numeric"
        maxLength={3}
      />
    ),
    phoneNumber: <PhoneField key={key("phoneNumber")} {...field("phoneNumber")} />,
    email: <TextInput key={key("email")} {...field("email")} type="email" />,
    maxAppointmentsPerDay: (
      <TextInput
        key={key("maxAppointmentsPerDay")}
        {...field("maxAppointmentsPerDay")}
        description="How many the doctor takes a day; for your own planning"
        required
        inputMode="numeric"
        maxLength={4}
      />
    ),
    contactInfo: (
      <div key="contactInfo" style={{ gridColumn: "1 / -1" }}>
        <Textarea
          key={key("contactInfo")}
          {...field("contactInfo")}
          description="Where and when the doctor can be reached"
          autosize
          minRows={2}
          maxRows={8}
        />
      </div>
    ),
  };
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} verticalSpacing="md">
      {Object.values(inputs)}
    </SimpleGrid>
  );
}

/** Below the input, so that inputs side by side are on one line. */
const order: ("label" | "input" | "description" | "error")[] = ["label", "input", "description", "error"];
