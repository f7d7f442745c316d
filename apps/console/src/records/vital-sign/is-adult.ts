import { ageOn } from "@caretype/api/patient/rules";
import type { Patient } from "@caretype/client";

/**
 * The usual ranges are those of adults. Nothing is marked that was measured of others, and where the age is unknown. `day`:
 * of the measurement, in the practice.
 */
export const isAdultOn = (day: string, { dateOfBirth }: Pick<Patient, "dateOfBirth">): boolean =>
  dateOfBirth !== null && ageOn(day, dateOfBirth) >= 18;
