import type { DoctorField } from "../../../records/doctor/field-views.ts";

/** Error codes that belong to one field. */
export const fieldOf: Record<"LICENSE_NUMBER_TAKEN" | "DOCTOR_EMAIL_TAKEN", DoctorField> = {
  LICENSE_NUMBER_TAKEN: "licenseNumber",
  DOCTOR_EMAIL_TAKEN: "email",
};
