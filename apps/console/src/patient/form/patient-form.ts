import type { useRecordForm } from "../../form/use-record-form.ts";
import type { PatientValues } from "../field-views.ts";

export type PatientForm = ReturnType<typeof useRecordForm<PatientValues>>["form"];
