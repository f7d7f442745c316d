import type { Patient } from "@caretype/client";
import type { InfiniteData } from "@tanstack/react-query";
import { api, queryClient, readAgain } from "../../../../session/client/api.ts";

type Page = { items: { id: string }[]; nextCursor: string | null };

/** Puts a patient into the cache, so that page and lists show it at once. */
export function cachePatient(patient: Patient): void {
  queryClient.setQueryData(api.patient.byId.queryKey({ id: patient.id }), patient);
  changeLists((items) => items.map((item) => (item.id === patient.id ? patient : item)));
}

/** Removes a patient from all cached lists. Returns a rollback. */
export async function hidePatient(id: string): Promise<() => void> {
  await queryClient.cancelQueries(api.patient.list.pathFilter());
  return changeLists((items) => items.filter((item) => item.id !== id));
}

export const invalidatePatients = (): Promise<unknown> =>
  readAgain(api.patient, api.assignment, api.doctor.workload, api.statistics);

function changeLists(change: (items: Page["items"]) => Page["items"]): () => void {
  const before = queryClient.getQueriesData<InfiniteData<Page>>(api.patient.list.infiniteQueryFilter());
  for (const [key, data] of before) {
    if (!data) continue;
    const pages = data.pages.map((page) => ({ ...page, items: change(page.items) }));
    queryClient.setQueryData(key, { ...data, pages });
  }
  return () => {
    for (const [key, data] of before) queryClient.setQueryData(key, data);
  };
}
