import type { Patient } from "@caretype/client";
import { patientFields } from "../../../records/patient/field-views.ts";
import { shownViewsOf } from "../../../records/record/field-view.ts";
import { RecordInputs } from "../../../records/record/record-inputs.tsx";
import { usePermissions } from "../../../session/client/use-practice.ts";
import { BirthFields } from "./birth-fields.tsx";
import type { PatientForm } from "./patient-form.ts";

type PatientFieldsProps = {
  form: PatientForm;
  /** The patient from the server. */
  patient?: Patient;
};

/** The inputs of a patient's form. */
export const PatientFields = ({ form, patient }: PatientFieldsProps) => (
  <RecordInputs
    form={form}
    views={shownViewsOf(patientFields, usePermissions())}
    focused="firstName"
    own={{ dateOfBirth: <BirthFields form={form} known={patient} /> }}
  />
);
