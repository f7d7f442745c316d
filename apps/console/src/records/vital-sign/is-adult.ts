import type { Patient } from "@caretype/client";

/** The usual ranges are those of adults. Nothing is marked for others, and where the age is unknown. */
export const isAdult = ({ age }: Pick<Patient, "age">): boolean => age !== null && age >= 18;
