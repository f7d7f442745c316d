import type { Patient } from "@caretype/client";
import type { Fact } from "../../history/facts.ts";
import { formatDate } from "../../shell/text/format.ts";
import { genderLabels } from "../gender.ts";
import { fieldLabels, type PatientField } from "../patient-values.ts";

/** What a patient's record says, in the order in which it is shown; the age is told with the date of birth. */
const patientFacts: Record<Exclude<PatientField, "age"> | "name", Fact<Patient>> = {
  firstName: { label: fieldLabels.firstName, text: ({ firstName }) => firstName || null },
  lastName: { label: fieldLabels.lastName, text: ({ lastName }) => lastName || null },
  name: { label: "Name as given", text: nameAsGiven, isRare: true },
  dateOfBirth: { label: fieldLabels.dateOfBirth, text: dateOfBirth },
  gender: {
    label: fieldLabels.gender,
    text: ({ gender }) => (gender ? genderLabels[gender] : null),
  },
  phoneNumber: { label: fieldLabels.phoneNumber, text: ({ phoneNumber }) => phoneNumber ?? null },
  email: { label: fieldLabels.email, text: ({ email }) => email ?? null },
  address: { label: fieldLabels.address, text: ({ address }) => address ?? null },
  medicalHistory: {
    label: fieldLabels.medicalHistory,
    text: ({ medicalHistory }) => medicalHistory ?? null,
    isLong: true,
  },
};

const { medicalHistory: _clinical, ...plainFacts } = patientFacts;
const [everyFact, shownToAll] = [Object.values(patientFacts), Object.values(plainFacts)];

/** Of who may not see the medical history, nothing is said of it. */
export const factsFor = (isClinical: boolean): readonly Fact<Patient>[] =>
  isClinical ? everyFact : shownToAll;

/** Most names are their first and last name; one that was given otherwise is told besides. */
function nameAsGiven({ name, firstName, lastName }: Partial<Patient>): string | null {
  return name && name !== `${firstName ?? ""} ${lastName ?? ""}`.trim() ? name : null;
}

function dateOfBirth({ dateOfBirth: date, dateOfBirthApproximate }: Partial<Patient>): string | null {
  if (!date) return null;
  return dateOfBirthApproximate ? `About ${Number(date.slice(0, 4))}` : formatDate(date);
}
