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

/** A label that is a code's is sent as the code, so that one specialization is not two. */
function withCode(sent: Record<string, unknown>, known: readonly Specialization[]): DoctorDetails {
  const { specialization } = sent;
  const typed = typeof specialization === "string" ? specialization.trim().toLocaleLowerCase() : null;
  const coded = known.find(({ label }) => label.toLocaleLowerCase() === typed);
  // Each of the fields sends its own type, which a list of them does not keep.
  return { ...sent, ...(coded && { specialization: coded.specialization }) } as DoctorDetails;
}

export const detailsOf = (values: DoctorValues, known: readonly Specialization[]): DoctorDetails =>
  withCode(record.detailsOf(doctorFields, values), known);

/** Only what was changed, so that nothing else is overwritten. */
export const changesOf = (
  values: DoctorValues,
  { before, known }: { before: DoctorValues; known: readonly Specialization[] },
): DoctorDetails => withCode(record.changesOf(doctorFields, values, before), known);
