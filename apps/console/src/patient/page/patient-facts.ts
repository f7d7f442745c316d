import type { Patient } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { formatDate } from "../../shell/format.ts";
import { genderLabels } from "../gender.ts";
import { fieldLabels } from "../patient-values.ts";

/** What a patient's record says, in the order in which it is shown. */
const patientFacts: readonly Fact<Patient>[] = [
  { label: fieldLabels.firstName, text: ({ firstName }) => firstName || null },
  { label: fieldLabels.lastName, text: ({ lastName }) => lastName || null },
  { label: "Name as given", text: nameAsGiven, isRare: true },
  { label: fieldLabels.dateOfBirth, text: dateOfBirth },
  { label: fieldLabels.gender, text: ({ gender }) => (gender ? genderLabels[gender] : null) },
  { label: fieldLabels.phoneNumber, text: ({ phoneNumber }) => phoneNumber ?? null },
  { label: fieldLabels.email, text: ({ email }) => email ?? null },
  { label: fieldLabels.address, text: ({ address }) => address ?? null },
  { label: "Medical history", text: ({ medicalHistory }) => medicalHistory ?? null, isLong: true },
];

/** Of who may not see the medical history, nothing is said of it. */
export const factsFor = (isClinical: boolean) =>
  isClinical ? patientFacts : patientFacts.filter(({ label }) => label !== "Medical history");

/** Most names are their first and last name; one that was given otherwise is told besides. */
function nameAsGiven({ name, firstName, lastName }: Partial<Patient>): string | null {
  return name && name !== `${firstName ?? ""} ${lastName ?? ""}`.trim() ? name : null;
}

function dateOfBirth({ dateOfBirth: date, dateOfBirthApproximate }: Partial<Patient>): string | null {
  if (!date) return null;
  return dateOfBirthApproximate ? `About ${Number(date.slice(0, 4))}` : formatDate(date);
}
