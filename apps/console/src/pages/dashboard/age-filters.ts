import type { PatientFilters } from "../patient/list/patient-filters.ts";
import type { AgeGroup } from "./statistics.ts";

type AgeFilter = Pick<PatientFilters, "minAge" | "maxAge">;

/** Filters that list an age group's patients. Null: the list cannot filter by unknown age. */
export const ageFilters: Record<AgeGroup, AgeFilter | null> = {
  "0-17": { maxAge: 17 },
  "18-39": { minAge: 18, maxAge: 39 },
  "40-64": { minAge: 40, maxAge: 64 },
  "65-79": { minAge: 65, maxAge: 79 },
  "80+": { minAge: 80 },
  unknown: null,
};
