import type { Patient } from "@caretype/client";
import { genderLabels } from "../patient/gender.ts";
import { formatDate } from "../shell/text/format.ts";
import { assignmentTexts } from "../texts/assignment.ts";
import { patientTexts } from "../texts/patient.ts";

/** Details that distinguish patients of the same name. */
export function describePatient(patient: Patient, group: (phoneNumber: string) => string): string {
  const { dateOfBirth, dateOfBirthApproximate, age, gender, phoneNumber } = patient;
  const exact =
    dateOfBirth && !dateOfBirthApproximate ? assignmentTexts.facts.born(formatDate(dateOfBirth)) : null;
  const born = exact ?? (age === null ? null : patientTexts.birth.aboutYearsOld(String(age)));
  return [born, genderLabels[gender], phoneNumber && group(phoneNumber)].filter(Boolean).join(" · ");
}
