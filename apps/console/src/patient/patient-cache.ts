import type { Patient } from "@caretype/client";
import type { InfiniteData } from "@tanstack/react-query";
import { api, queryClient } from "../api.ts";

type Page = { items: { id: string }[]; nextCursor: string | null };

/** In the place of what was known of the patient: the page and the lists that are in memory show it at once. */
export function keepPatient(patient: Patient): void {
  queryClient.setQueryData(api.patient.byId.queryKey({ id: patient.id }), patient);
  changeLists((items) => items.map((item) => (item.id === patient.id ? patient : item)));
}

/** Out of all lists in memory; what it answers puts them back. */
export async function hidePatient(id: string): Promise<() => void> {
  await queryClient.cancelQueries(api.patient.list.pathFilter());
  return changeLists((items) => items.filter((item) => item.id !== id));
}

/** What depends on who is a patient of the practice: asked again where it is in view, and else when it comes to be. */
export const readPatientsAnew = (): Promise<unknown> =>
  Promise.all(
    [
      api.patient.pathFilter(),
      api.assignment.pathFilter(),
      api.doctor.workload.pathFilter(),
      api.statistics.pathFilter(),
    ].map((filter) => queryClient.invalidateQueries(filter)),
  );

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
