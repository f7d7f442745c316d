import type { PatientFilters } from "./patient-filters.ts";

type ListPlace = { filters: PatientFilters; searched: string; historyIndex: number };

/** The list that was shown last in this tab. In memory only, as a search can be a name. */
let place: ListPlace | null = null;

const historyIndex = (): number => Number(Object(history.state).__TSR_index ?? 0);

/** Notes what the list shows, so that a patient's page leads back, and to the next one in its order. */
export function noteList(filters: PatientFilters, searched: string): void {
  place = { filters, searched, historyIndex: historyIndex() };
}

export const listPlace = (): ListPlace | null => place;

/** Whether Back leads to the list, with its rows where they were. */
export const isAfterList = (): boolean => place?.historyIndex === historyIndex() - 1;
