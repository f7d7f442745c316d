import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { api } from "../../../../../session/client/api.ts";
import type { DoctorFilters } from "./doctor-filters.ts";

export const pageSize = 100;

/** Loads doctors page by page. Keeps the previous results until new ones arrive. */
export const useDoctorList = ({ sort = "name", gender, specialization }: DoctorFilters, searched: string) =>
  useInfiniteQuery(
    api.doctor.list.infiniteQueryOptions(
      { sort, gender, specialization, q: searched || undefined, limit: pageSize },
      { placeholderData: keepPreviousData, trpc: { abortOnUnmount: true } },
    ),
  );
