import type { DoctorField } from "../field-views.ts";

/** Refusals that are about one field of a doctor. */
export const fieldOf: Record<"LICENSE_NUMBER_TAKEN" | "DOCTOR_EMAIL_TAKEN", DoctorField> = {
  LICENSE_NUMBER_TAKEN: "licenseNumber",
  DOCTOR_EMAIL_TAKEN: "email",
};
