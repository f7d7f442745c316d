import { RecordCodeInput } from "../codes/field/record-code-input.tsx";
import type { useRecordForm } from "../form/use-record-form.ts";
import { viewsOf } from "../record/field-view.ts";
import { RecordInputs } from "../record/record-inputs.tsx";
import { type AllergyValues, allergyFields } from "./allergy-fields.ts";
import { ReactionsInput } from "./reactions-input.tsx";

type AllergyInputsProps = { form: ReturnType<typeof useRecordForm<AllergyValues>>["form"] };

/** The inputs of an allergy's form. */
export const AllergyInputs = ({ form }: AllergyInputsProps) => (
  <RecordInputs
    form={form}
    views={viewsOf(allergyFields)}
    own={{
      substance: (
        <RecordCodeInput
          form={form}
          field="allergy.substance"
          label={allergyFields.substance.label}
          path="substance"
          isRequired
        />
      ),
      reactions: (
        <ReactionsInput
          key={form.key("reactions")}
          initial={form.getValues().reactions}
          onChange={(text) => form.setFieldValue("reactions", text, { forceUpdate: false })}
        />
      ),
    }}
  />
);
