import type { Patient } from "@caretype/client";
import type { May } from "../record/field-view.ts";
import * as record from "../record/values.ts";
import { type PatientDetails, type PatientValues, patientFields } from "./field-views.ts";

/** Initial values of a new patient, without fields that the reader may not set. */
export const noPatient = (may: May): PatientValues => record.emptyValues(patientFields, may);

export const valuesOf = (patient: Patient, may: May): PatientValues =>
  record.valuesOf(patientFields, patient, may);

// Each field sends its own type, which the record type loses.
export const detailsOf = (values: PatientValues): PatientDetails =>
  record.detailsOf(patientFields, values) as PatientDetails;

/** Returns only changed fields. */
export const changesOf = (values: PatientValues, before: PatientValues): PatientDetails =>
  record.changesOf(patientFields, values, before) as PatientDetails;
