import type { Patient } from "@caretype/client";

export type Gender = Patient["gender"];

export const genderLabels: Record<Gender, string> = { female: "Female", male: "Male", other: "Other" };

export const genderOptions = Object.entries(genderLabels).map(([value, label]) => ({ value, label }));

/** The chosen gender, if any. */
export const genderOf = (value: string | undefined): Gender | undefined =>
  value !== undefined && isGender(value) ? value : undefined;

const isGender = (value: string): value is Gender => Object.hasOwn(genderLabels, value);
