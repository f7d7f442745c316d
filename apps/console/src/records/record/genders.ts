import type { Patient } from "@caretype/client";

export type Gender = Patient["gender"];

/** In display order. */
export const genders = ["female", "male", "other", "unknown"] as const satisfies readonly Gender[];

export const isGender = (value: unknown): value is Gender => genders.some((known) => known === value);
