import type { useRecordForm } from "../../form/use-record-form.ts";
import { viewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { type DoctorValues, doctorFields } from "../field-views.ts";

type DoctorForm = ReturnType<typeof useRecordForm<DoctorValues>>["form"];

type DoctorFieldsProps = {
  form: DoctorForm;
  /** Suggestions; any other text is accepted. */
  specializations: readonly string[];
};

/** The inputs of a doctor's form. */
export const DoctorFields = ({ form, specializations }: DoctorFieldsProps) => (
  <RecordInputs
    form={form}
    views={viewsOf(doctorFields)}
    focused="firstName"
    suggestions={{ specialization: specializations }}
  />
);
