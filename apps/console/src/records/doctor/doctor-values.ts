import type { Doctor } from "@caretype/client";
import { everybody } from "../record/field-view.ts";
import * as record from "../record/values.ts";
import { type DoctorDetails, type DoctorValues, doctorFields } from "./field-views.ts";

export const noDoctor: DoctorValues = {
  ...record.emptyValues(doctorFields, everybody),
  maxAppointmentsPerDay: "10",
};

export const valuesOf = (doctor: Doctor): DoctorValues => record.valuesOf(doctorFields, doctor, everybody);

type Specialization = { specialization: string; label: string };

/** Sends the code for a known label, so that a specialization is not duplicated as text. */
function withCode(sent: Record<string, unknown>, known: readonly Specialization[]): DoctorDetails {
  const { specialization } = sent;
  const typed = typeof specialization === "string" ? specialization.trim().toLocaleLowerCase() : null;
  const coded = known.find(({ label }) => label.toLocaleLowerCase() === typed);
  // Each field sends its own type, which the record type loses.
  return { ...sent, ...(coded && { specialization: coded.specialization }) } as DoctorDetails;
}

export const detailsOf = (values: DoctorValues, known: readonly Specialization[]): DoctorDetails =>
  withCode(record.detailsOf(doctorFields, values), known);

/** Returns only changed fields, so that others are not overwritten. */
export const changesOf = (
  values: DoctorValues,
  { before, known }: { before: DoctorValues; known: readonly Specialization[] },
): DoctorDetails => withCode(record.changesOf(doctorFields, values, before), known);
