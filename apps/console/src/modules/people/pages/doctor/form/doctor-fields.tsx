import { specializationCodes } from "@caretype/core/people/doctor/schema";
import { useMemo } from "react";
import { viewsOf } from "../../../../../records/record/field-view.ts";
import { RecordInputs } from "../../../../../records/record/record-inputs.tsx";
import type { useRecordForm } from "../../../../../session/form/use-record-form.ts";
import { type DoctorField, type DoctorValues, doctorFields } from "../../../records/doctor/field-views.ts";
import { specializationName } from "../../../records/doctor/specialization-name.ts";
import { useSpecializations } from "../../../records/doctor/use-specializations.ts";

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

const codes = Object.keys(specializationCodes).map((specialization) => ({
  specialization,
  label: specializationName(specialization),
}));

/** Suggested specializations: those in use first, then all codes. */
export function useSuggestedSpecializations() {
  const known = useSpecializations();
  return useMemo(() => {
    const inUse = new Set(known.map(({ specialization }) => specialization));
    return [...known, ...codes.filter(({ specialization }) => !inUse.has(specialization))];
  }, [known]);
}
