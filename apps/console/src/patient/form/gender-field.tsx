import { Group, Radio } from "@mantine/core";
import { genderOptions } from "../gender.ts";
import { fieldLabels } from "../patient-values.ts";
import type { PatientForm } from "./patient-form.ts";

export function GenderField({ form }: { form: PatientForm }) {
  return (
    <Radio.Group
      key={form.key("gender")}
      label={fieldLabels.gender}
      required
      {...form.getInputProps("gender")}
    >
      <Group mt={6} mb={4}>
        {genderOptions.map((option) => (
          <Radio key={option.value} {...option} />
        ))}
      </Group>
    </Radio.Group>
  );
}
