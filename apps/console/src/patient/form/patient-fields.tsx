import type { Patient } from "@caretype/client";
import { shownViewsOf } from "../../record/field-view.ts";
import { RecordInputs } from "../../record/record-inputs.tsx";
import { usePermissions } from "../../session/use-practice.ts";
import { patientFields } from "../field-views.ts";
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
