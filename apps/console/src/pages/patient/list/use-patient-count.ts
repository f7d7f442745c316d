import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { patientSearch } from "../../../records/patient/patient-search.ts";
import { api } from "../../../session/client/api.ts";
import type { PatientFilters } from "./patient-filters.ts";

/** The number of patients that the list has, if it does not fit on a page. Undefined while it is unknown. */
export function usePatientCount(
  { sort: _sort, ...filters }: PatientFilters,
  { searched, enabled }: { searched: string; enabled: boolean },
) {
  const { q, dateOrder } = patientSearch(searched);
  const { data, isPlaceholderData } = useQuery(
    api.patient.count.queryOptions(
      { ...filters, ...(searched !== "" && { q, dateOrder }) },
      { enabled, staleTime: 60_000, placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } },
    ),
  );
  return isPlaceholderData ? undefined : data;
}
