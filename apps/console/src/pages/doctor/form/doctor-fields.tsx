import { type DoctorField, type DoctorValues, doctorFields } from "../../../records/doctor/field-views.ts";
import { viewsOf } from "../../../records/record/field-view.ts";
import { RecordInputs } from "../../../records/record/record-inputs.tsx";
import type { useRecordForm } from "../../../session/form/use-record-form.ts";

export const fieldOf: Record<"LICENSE_NUMBER_TAKEN" | "DOCTOR_EMAIL_TAKEN", DoctorField> = {
  LICENSE_NUMBER_TAKEN: "licenseNumber",
  DOCTOR_EMAIL_TAKEN: "email",
};

type DoctorForm = ReturnType<typeof useRecordForm<DoctorValues>>["form"];

type DoctorFieldsProps = {
  form: DoctorForm;
  /** Suggestions; any other text is accepted. */
  specializations: readonly string[];
};

export const DoctorFields = ({ form, specializations }: DoctorFieldsProps) => (
  <RecordInputs
    form={form}
    views={viewsOf(doctorFields)}
    focused="firstName"
    suggestions={{ specialization: specializations }}
  />
);
