import type { RouterOutputs } from "@caretype/client";
import { type PatientFilters, readPatientFilters } from "../list/patient-filters.ts";

export type SavedView = RouterOutputs["savedView"]["list"]["items"][number];

/** The list's filters as stored in a view. Sorting by relevance needs a search, which no view has. */
export function filtersToSave(filters: PatientFilters): SavedView["filters"] {
  const { sort, ...others } = readPatientFilters(filters);
  const given = Object.entries({ ...others, ...(sort !== "relevance" && { sort }) });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}

/** The default order without a search is newest first. */
const comparable = (filters: PatientFilters) =>
  JSON.stringify(
    Object.entries(filtersToSave(filters))
      .filter(([name, value]) => name !== "sort" || value !== "newest")
      .toSorted(([one], [other]) => one.localeCompare(other)),
  );

export const areSame = (one: PatientFilters, other: PatientFilters): boolean =>
  comparable(one) === comparable(other);
