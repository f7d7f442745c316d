import type { Doctor } from "@caretype/client";
import type { Fact } from "../history/facts.ts";
import { genderLabels } from "../patient/gender.ts";
import { fieldLabels } from "./doctor-values.ts";

/** What each code means. */
export type SpecializationLabels = ReadonlyMap<string, string>;

const numberText = (value: number | null | undefined) => (value == null ? null : String(value));

/** What a doctor's record says, in the order in which it is shown everywhere but for the name. */
export const doctorDetails = (labels: SpecializationLabels): readonly Fact<Doctor>[] => [
  {
    label: fieldLabels.specialization,
    // Of what it was before a change only the code is known.
    text: ({ specialization }) => (specialization ? (labels.get(specialization) ?? specialization) : null),
  },
  { label: fieldLabels.gender, text: ({ gender }) => (gender ? genderLabels[gender] : null) },
  { label: fieldLabels.licenseNumber, text: ({ licenseNumber }) => licenseNumber ?? null },
  { label: fieldLabels.yearsOfExperience, text: ({ yearsOfExperience }) => numberText(yearsOfExperience) },
  { label: fieldLabels.phoneNumber, text: ({ phoneNumber }) => phoneNumber ?? null },
  { label: fieldLabels.email, text: ({ email }) => email ?? null },
  {
    label: fieldLabels.maxAppointmentsPerDay,
    text: ({ maxAppointmentsPerDay: most }) => (most === undefined ? null : `up to ${most}`),
  },
  { label: fieldLabels.contactInfo, text: ({ contactInfo }) => contactInfo ?? null, isLong: true },
];

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
