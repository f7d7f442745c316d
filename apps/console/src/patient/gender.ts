import type { Patient } from "@caretype/client";
import { patientTexts } from "../texts/patient.ts";

export type Gender = Patient["gender"];

export const genderLabels: Record<Gender, string> = patientTexts.genders;

/** In display order. */
export const genders = ["female", "male", "other", "unknown"] as const satisfies readonly Gender[];

export const genderOptions = genders.map((value) => ({ value, label: genderLabels[value] }));

/** The chosen gender, if any. */
export const genderOf = (value: string | undefined): Gender | undefined =>
  value !== undefined && isGender(value) ? value : undefined;

const isGender = (value: string): value is Gender => Object.hasOwn(genderLabels, value);
