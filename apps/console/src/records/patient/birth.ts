import type { Patient } from "@caretype/client";
import { formatDate, today } from "../../words/format/format.ts";
import { texts as patientTexts } from "./texts.en.ts";

type Birth = Pick<Patient, "dateOfBirth" | "dateOfBirthApproximate" | "age" | "deceasedOn">;

/** Age in years on the reader's date; null for future or missing dates. */
export function ageToday(dateOfBirth: string): number | null {
  const day = today();
  const years = Number(day.slice(0, 4)) - Number(dateOfBirth.slice(0, 4));
  return dateOfBirth === "" || dateOfBirth > day
    ? null
    : years - (day.slice(5) < dateOfBirth.slice(5) ? 1 : 0);
}

/** `5 Mar 1980 (46)`, or `about 1980 (46)` if only the age is known. `5 Mar 1980, died 2026-11` of who has died. */
export function birthText({ deceasedOn, ...birth }: Birth): string {
  const born = bornText({ ...birth, age: deceasedOn === null ? birth.age : null });
  return deceasedOn === null ? born : `${born}, ${patientTexts.birth.died(deceasedOn)}`;
}

function bornText({ dateOfBirth, dateOfBirthApproximate, age }: Omit<Birth, "deceasedOn">): string {
  if (dateOfBirth === null) return patientTexts.birth.unknown;
  const when = dateOfBirthApproximate
    ? patientTexts.birth.about(Number(dateOfBirth.slice(0, 4)))
    : formatDate(dateOfBirth);
  return age === null ? when : patientTexts.birth.withAge(when, age);
}
