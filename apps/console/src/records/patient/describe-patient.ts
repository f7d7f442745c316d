import type { Patient } from "@caretype/client";
import { formatDate } from "../../words/format/format.ts";
import { genderLabels } from "../record/gender.ts";
import { texts as patientTexts } from "./texts.en.ts";

/** Details that distinguish patients of the same name. */
export function describePatient(patient: Patient, group: (phoneNumber: string) => string): string {
  const { dateOfBirth, dateOfBirthApproximate, age, deceasedOn, gender, phoneNumber } = patient;
  const exact =
    dateOfBirth && !dateOfBirthApproximate ? patientTexts.birth.born(formatDate(dateOfBirth)) : null;
  const born = exact ?? (age === null ? null : patientTexts.birth.aboutYearsOld(String(age)));
  const died = deceasedOn && patientTexts.birth.died(deceasedOn);
  return [born, died, genderLabels[gender], phoneNumber && group(phoneNumber)].filter(Boolean).join(" · ");
}
