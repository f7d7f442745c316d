import { type Doctor, errorCode } from "@caretype/client";
import type { z } from "zod";
import { focusFirst } from "../../form/field-nodes.ts";
import type { KeyedCall } from "../../form/idempotency-keys.ts";
import { useRecordForm } from "../../form/use-record-form.ts";
import { messageOf } from "../../shell/notice/error-notice.tsx";
import type { DoctorField, DoctorValues } from "../field-views.ts";

type DoctorFormOptions = {
  schema: z.ZodType;
  initialValues: DoctorValues;
  inputOf: (values: DoctorValues) => unknown;
  onSubmit: (values: DoctorValues, call: KeyedCall) => Promise<Doctor>;
  onSaved: (doctor: Doctor) => unknown;
};

/** Refusals that are about one field, and come as a code. */
const fieldOf: Record<string, DoctorField> = {
  LICENSE_NUMBER_TAKEN: "licenseNumber",
  DOCTOR_EMAIL_TAKEN: "email",
};
export const shownAtFields = ["LICENSE_NUMBER_TAKEN", "DOCTOR_EMAIL_TAKEN"] as const;

/** A record's form, with what another doctor has already shown at its field. */
export function useDoctorForm({ onSubmit, ...options }: DoctorFormOptions) {
  const recordForm = useRecordForm<DoctorValues, Doctor>({
    ...options,
    onSubmit: async (values, call) => {
      try {
        return await onSubmit(values, call);
      } catch (error) {
        const field = fieldOf[errorCode(error) ?? ""];
        if (field) {
          recordForm.form.setFieldError(field, messageOf(error));
          focusFirst([field]);
        }
        throw error;
      }
    },
  });
  return recordForm;
}
