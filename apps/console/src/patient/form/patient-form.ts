import type { useRecordForm } from "../../form/use-record-form.ts";
import type { PatientValues } from "../patient-values.ts";

export type PatientForm = ReturnType<typeof useRecordForm<PatientValues>>["form"];
