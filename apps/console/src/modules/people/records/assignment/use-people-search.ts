import type { Doctor } from "@caretype/client";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQueries, useQuery } from "@tanstack/react-query";
import { together } from "../../../../kit/page/query-states.tsx";
import { api } from "../../../../session/client/api.ts";
import { useSpecializations } from "../doctor/use-specializations.ts";
import { type FoundPatient, foundIn, patientSearch } from "../patient/patient-search.ts";
import type { Found } from "./search-picker.tsx";

const pauseMs = 250;
const most = 20;
/** A text that matches more specializations is too vague to search by. */
const maxSpecializations = 4;

/** Finds doctors by part of a name or specialization, without similar names. Without text, the first by name. */
export function useDoctorSearch(text: string): Found<Doctor> {
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, pauseMs);
  const specializations = useSpecializationsLike(wanted);
  const byName = wanted ? { q: wanted } : {};
  const inputs = [byName, ...specializations.map((specialization) => ({ specialization }))];
  const results = useQueries({
    queries: inputs.map((input) =>
      api.doctor.list.queryOptions(
        { ...input, sort: "name", limit: most },
        { trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData },
      ),
    ),
  });
  const { error, refetch } = together(results);
  const items = new Map(
    results
      .flatMap(({ data }) => (data?.similar ? [] : (data?.items ?? [])))
      .map((doctor) => [doctor.id, doctor] as const),
  );
  return {
    items: [...items.values()],
    isSearching: typed !== wanted || results.some(({ isFetching }) => isFetching),
    error,
    retry: refetch,
  };
}

function useSpecializationsLike(wanted: string): string[] {
  const known = useSpecializations();
  const part = wanted.toLocaleLowerCase();
  if (part.length < 2) return [];
  return known
    .filter(({ label, specialization }) =>
      [label, specialization].some((name) => name.toLocaleLowerCase().includes(part)),
    )
    .slice(0, maxSpecializations)
    .map(({ specialization }) => specialization);
}

/**
 * Finds patients, the best matches first. Returns none without text, as each read is audited. Omits merely similar
 * names, which a picker would not mark. Shows a former name.
 */
export function usePatientSearch(text: string): Found<FoundPatient> {
  const typed = text.trim();
  const [wanted] = useDebouncedValue(typed, pauseMs);
  const { data, error, isFetching, refetch } = useQuery(
    api.patient.list.queryOptions(
      { ...patientSearch(wanted), limit: most },
      { enabled: wanted !== "", trpc: { abortOnUnmount: true }, placeholderData: keepPreviousData },
    ),
  );
  return {
    items:
      typed === ""
        ? []
        : (data ? foundIn(data) : []).filter(({ formerName }) => formerName || !data?.similar),
    isSearching: typed !== wanted || isFetching,
    error: typed === "" ? null : error,
    retry: () => void refetch(),
  };
}
