import type { Patient } from "@caretype/client";
import type { May } from "../record/field-view.ts";
import * as record from "../record/values.ts";
import { type PatientDetails, type PatientValues, patientFields } from "./field-views.ts";

/** What is in the form of a new patient. Fields that the reader may not set are missing. */
export const noPatient = (may: May): PatientValues => record.emptyValues(patientFields, may);

export const valuesOf = (patient: Patient, may: May): PatientValues =>
  record.valuesOf(patientFields, patient, may);

// Each of the fields sends its own type, which a list of them does not keep.
export const detailsOf = (values: PatientValues): PatientDetails =>
  record.detailsOf(patientFields, values) as PatientDetails;

/** Only what was changed. */
export const changesOf = (values: PatientValues, before: PatientValues): PatientDetails =>
  record.changesOf(patientFields, values, before) as PatientDetails;
