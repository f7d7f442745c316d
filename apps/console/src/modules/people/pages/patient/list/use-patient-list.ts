import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { longList } from "../../../../../kit/section/pages.ts";
import { api } from "../../../../../session/client/api.ts";
import { foundIn, patientSearch } from "../../../records/patient/patient-search.ts";
import { defaultSort, type PatientFilters } from "./patient-filters.ts";

const pageSize = 100;

/** Loads patients page by page. Keeps the previous results until new ones arrive. */
export function usePatientList(
  { sort, ...filters }: PatientFilters,
  searched: string,
  { isCachedOnly = false }: { isCachedOnly?: boolean } = {},
) {
  const query = useInfiniteQuery(
    api.patient.list.infiniteQueryOptions(
      {
        ...filters,
        limit: pageSize,
        ...(searched !== "" && patientSearch(searched)),
        sort: sort ?? defaultSort(searched),
      },
      { ...longList, enabled: !isCachedOnly },
    ),
  );
  const pages = query.data?.pages;
  const patients = useMemo(() => pages?.flatMap(foundIn), [pages]);
  return { query, pages, patients, isSimilar: pages?.[0]?.similar ?? false };
}
