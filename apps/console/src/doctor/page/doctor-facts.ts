import type { Doctor } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { genderLabels } from "../../patient/gender.ts";
import { type DoctorField, fieldLabels } from "../doctor-values.ts";

/** What each code means. */
export type SpecializationLabels = ReadonlyMap<string, string>;

const numberText = (value: number | null | undefined) => (value == null ? null : String(value));

type DetailField = Exclude<DoctorField, "firstName" | "lastName">;

/** What a doctor's record says, in the order in which it is shown everywhere but for the name. */
export function doctorDetails(labels: SpecializationLabels): readonly Fact<Doctor>[] {
  const facts: Record<DetailField, Fact<Doctor>> = {
    specialization: {
      label: fieldLabels.specialization,
      // Of what it was before a change only the code is known.
      text: ({ specialization }) => (specialization ? (labels.get(specialization) ?? specialization) : null),
    },
    gender: {
      label: fieldLabels.gender,
      text: ({ gender }) => (gender ? genderLabels[gender] : null),
    },
    licenseNumber: { label: fieldLabels.licenseNumber, text: ({ licenseNumber }) => licenseNumber ?? null },
    yearsOfExperience: {
      label: fieldLabels.yearsOfExperience,
      text: ({ yearsOfExperience }) => numberText(yearsOfExperience),
    },
    phoneNumber: { label: fieldLabels.phoneNumber, text: ({ phoneNumber }) => phoneNumber ?? null },
    email: { label: fieldLabels.email, text: ({ email }) => email ?? null },
    maxAppointmentsPerDay: {
      label: fieldLabels.maxAppointmentsPerDay,
      text: ({ maxAppointmentsPerDay: most }) => (most === undefined ? null : `up to ${most}`),
    },
    contactInfo: {
      label: fieldLabels.contactInfo,
      text: ({ contactInfo }) => contactInfo ?? null,
      isLong: true,
    },
  };
  return Object.values(facts);
}

/** The name, too. */
export const doctorFacts = (labels: SpecializationLabels): readonly Fact<Doctor>[] => [
  { label: fieldLabels.firstName, text: ({ firstName }) => firstName || null },
  { label: fieldLabels.lastName, text: ({ lastName }) => lastName || null },
  ...doctorDetails(labels),
];

type Coded = Pick<Doctor, "specialization" | "specializationLabel">;

/** What is known of codes from the records that have them. */
export const labelsIn = (records: readonly (Coded | null)[]): SpecializationLabels =>
  new Map(
    records.flatMap((record) =>
      record?.specialization && record.specializationLabel
        ? [[record.specialization, record.specializationLabel]]
        : [],
    ),
  );
