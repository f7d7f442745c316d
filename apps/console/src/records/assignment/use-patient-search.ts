import type { Patient } from "@caretype/client";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../../session/client/api.ts";
import { patientSearch } from "../patient/patient-search.ts";
import type { Found } from "./search-picker.tsx";

/** Debounce while typing. */
const pauseMs = 250;
const most = 20;

/**
 * Finds patients, the best matches first. Without text, it returns none, as each read is audited.
 * Patients with only similar names are left out, because a picker does not say so.
 */
export function usePatientSearch(text: string): Found<Patient> {
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, pauseMs);
  const { data, error, isFetching, refetch } = useQuery(
    api.patient.list.queryOptions(
      { ...patientSearch(wanted), limit: most },
      { enabled: wanted !== "", trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData },
    ),
  );
  return {
    items: typed === "" || data?.similar ? [] : (data?.items ?? []),
    isSearching: typed !== wanted || isFetching,
    error: typed === "" ? null : error,
    retry: () => void refetch(),
  };
}
