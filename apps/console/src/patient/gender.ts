import type { Patient } from "@caretype/client";

export type Gender = Patient["gender"];

export const genderLabels: Record<Gender, string> = { female: "Female", male: "Male", other: "Other" };

/** For a select. */
export const genderOptions = Object.entries(genderLabels).map(([value, label]) => ({ value, label }));
