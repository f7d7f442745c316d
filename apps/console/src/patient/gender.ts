import type { Patient } from "@caretype/client";

export type Gender = Patient["gender"];

export const genderLabels: Record<Gender, string> = { female: "Female", male: "Male", other: "Other" };

/** For a select. */
export const genderOptions = Object.entries(genderLabels).map(([value, label]) => ({ value, label }));

/** The gender that a select has chosen, if it has one. */
export const genderOf = (value: string | undefined): Gender | undefined =>
  value !== undefined && isGender(value) ? value : undefined;

const isGender = (value: string): value is Gender => Object.hasOwn(genderLabels, value);
