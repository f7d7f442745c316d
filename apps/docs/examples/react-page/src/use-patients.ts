import type { RouterOutputs } from "@caretype/client";
import type { Pages } from "@caretype/client/react-query";
import { keepPreviousData, useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, queryClient } from "./caretype.ts";

/** Debounces the text by 200 ms: each search is a call, and an audit entry. */
export function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(setPaused, 200, text);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}

/** A list that loads page by page. Keeps the last results until the next search's answer. */
export const usePatients = (q: string) =>
  useInfiniteQuery(
    api.patient.list.infiniteQueryOptions({ q, limit: 20 }, { placeholderData: keepPreviousData }),
  );

type Page = RouterOutputs["patient"]["list"];
type List = Pages<Page>;

const lists = api.patient.list.infiniteQueryFilter();

const without =
  (id: string) =>
  (page: Page): Page => ({ ...page, items: page.items.filter((patient) => patient.id !== id) });

/** Adds a patient, and reloads the lists that may contain them. */
export const useAddPatient = () =>
  useMutation(api.patient.create.mutationOptions({ onSuccess: () => queryClient.invalidateQueries(lists) }));

/** Optimistic: removes a patient from the lists at once, and restores them if the server refuses. */
export const useRemovePatient = () =>
  useMutation(
    api.patient.remove.mutationOptions({
      async onMutate({ id }) {
        await queryClient.cancelQueries(lists);
        const before = queryClient.getQueriesData(lists);
        queryClient.setQueriesData<List>(
          lists,
          (list) => list && { ...list, pages: list.pages.map(without(id)) },
        );
        return before;
      },
      onError(_error, _input, before = []) {
        for (const [key, list] of before) queryClient.setQueryData(key, list);
      },
      onSettled: () => queryClient.invalidateQueries(lists),
    }),
  );
