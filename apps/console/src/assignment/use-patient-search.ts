import type { Patient } from "@caretype/client";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "../api.ts";
import type { Found } from "./search-picker.tsx";

/** A typist's pause. */
const pauseMs = 250;
const most = 20;

/** Patients by a part of their name, e-mail address or phone number. Without a text nobody: a look at them is recorded. */
export function usePatientSearch(text: string): Found<Patient> {
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, pauseMs);
  const { data, error, isFetching, refetch } = useQuery(
    api.patient.list.queryOptions(
      { q: wanted, sort: "name", limit: most },
      { enabled: wanted !== "", trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData },
    ),
  );
  return {
    items: typed === "" ? [] : (data?.items ?? []),
    isSearching: typed !== wanted || isFetching,
    error: typed === "" ? null : error,
    retry: () => void refetch(),
  };
}
