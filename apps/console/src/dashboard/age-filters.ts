import type { PatientFilters } from "../patient/list/patient-filters.ts";
import type { AgeGroup } from "./statistics.ts";

type AgeFilter = Pick<PatientFilters, "minAge" | "maxAge">;

/** By which the list of patients has the same ones. It cannot look for those whose age is not known: null. */
export const ageFilters: Record<AgeGroup, AgeFilter | null> = {
  "0-17": { maxAge: 17 },
  "18-39": { minAge: 18, maxAge: 39 },
  "40-64": { minAge: 40, maxAge: 64 },
  "65-79": { minAge: 65, maxAge: 79 },
  "80+": { minAge: 80 },
  unknown: null,
};
