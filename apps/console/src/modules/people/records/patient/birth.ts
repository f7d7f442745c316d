import type { Patient } from "@caretype/client";
import { ageOn, ageTextIn } from "@caretype/core/people/patient/rules";
import { formatDate } from "../../../../words/format/format.ts";
import { locale } from "../../../../words/settings/locale.ts";
import { texts as patientTexts } from "./texts.en.ts";

type Birth = Pick<Patient, "dateOfBirth" | "dateOfBirthApproximate" | "age" | "ageText" | "deceasedOn">;

/** Age in years on a day; null for missing or future dates. */
export const ageOnDay = (dateOfBirth: string, day: string): number | null =>
  dateOfBirth === "" || dateOfBirth > day ? null : ageOn(day, dateOfBirth);

/**
 * `5 Mar 1980 (46)`, for an infant `1 Nov 2026 (3 weeks)`, `about 1980 (46)` if only the age is known. For a patient
 * who has died, `5 Mar 1980, died 2026-11`.
 */
export function birthText({ deceasedOn, ...birth }: Birth): string {
  if (deceasedOn === null) return bornText(birth);
  return `${bornText({ ...birth, age: null, ageText: null })}, ${patientTexts.birth.died(deceasedOn)}`;
}

function bornText({ dateOfBirth, dateOfBirthApproximate, age, ageText }: Omit<Birth, "deceasedOn">): string {
  if (dateOfBirth === null) return patientTexts.birth.unknown;
  const when = dateOfBirthApproximate
    ? patientTexts.birth.about(Number(dateOfBirth.slice(0, 4)))
    : formatDate(dateOfBirth);
  if (age === null) return when;
  const isInYears = ageText === null || ageText.endsWith("year") || ageText.endsWith("years");
  return patientTexts.birth.withAge(when, isInYears ? String(age) : ageTextIn(locale, ageText));
}
