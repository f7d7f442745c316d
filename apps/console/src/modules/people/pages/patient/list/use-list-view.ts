import type { Patient } from "@caretype/client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSelection } from "../../../../../kit/table/selection.tsx";
import { api } from "../../../../../session/client/api.ts";
import { usePermissions } from "../../../../../session/client/use-practice.ts";
import { patientSearch } from "../../../records/patient/patient-search.ts";
import { type ColumnName, columnNames, useDisplay, useFitting } from "./display.ts";
import { neededFor } from "./patient-columns.tsx";
import type { PatientFilters } from "./patient-filters.ts";
import { type Beside, useDoctors, useVisits } from "./use-of-patients.ts";

type Listed = {
  filters: PatientFilters;
  searched: string;
  pages: readonly { items: readonly Patient[] }[] | undefined;
  patients: readonly Patient[];
  hasMore: boolean;
};

export type ListView = ReturnType<typeof useListView>;

/** The list's state besides its rows: total, display, doctors and selection. */
export function useListView({ filters, searched, pages, patients, hasMore }: Listed) {
  const total = usePatientCount(filters, searched, hasMore);
  const [chosen, setDisplay] = useDisplay();
  const display = useFitting(chosen);
  const names = useShownColumns(display.columns);
  const doctors = useDoctors(pages, names.includes("doctor"));
  const visits = useVisits(pages, names.includes("visit"));
  const beside = useMemo((): Beside => ({ doctors, visits }), [doctors, visits]);
  const question = JSON.stringify([filters, searched]);
  const selection = useSelection(patients, question);
  return { total, display, setDisplay, names, beside, question, selection, patients };
}

function useShownColumns(chosen: readonly ColumnName[]): readonly ColumnName[] {
  const may = usePermissions();
  const hidden = columnNames.filter((name) => !may(neededFor(name))).join(" ");
  return useMemo(() => chosen.filter((name) => !hidden.split(" ").includes(name)), [chosen, hidden]);
}

/** The total, if the list does not fit on a page. Undefined while unknown. */
function usePatientCount({ sort: _sort, ...filters }: PatientFilters, searched: string, enabled: boolean) {
  const { q, dateOrder } = patientSearch(searched);
  const { data, isPlaceholderData } = useQuery(
    api.patient.count.queryOptions(
      { ...filters, ...(searched !== "" && { q, dateOrder }) },
      { enabled, staleTime: 60_000, placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } },
    ),
  );
  return isPlaceholderData ? undefined : data;
}
