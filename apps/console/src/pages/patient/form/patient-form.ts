import type { PatientValues } from "../../../records/patient/field-views.ts";
import type { useRecordForm } from "../../../session/form/use-record-form.ts";

export type PatientForm = ReturnType<typeof useRecordForm<PatientValues>>["form"];
