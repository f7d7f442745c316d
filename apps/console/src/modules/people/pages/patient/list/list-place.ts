import type { PatientFilters } from "./patient-filters.ts";

type Shown = { filters: PatientFilters; searched: string; kept: string | undefined };
type ListPlace = Shown & { historyIndex: number };

/** The list that was shown last in this tab. In memory only, as a search can be a name. */
let place: ListPlace | null = null;

const historyIndex = (): number => Number(Object(history.state).__TSR_index ?? 0);

/** Notes what the list shows, so that a patient's page leads back, and to the next one in its order. */
export function noteList(shown: Shown): void {
  place = { ...shown, historyIndex: historyIndex() };
}

export const listPlace = (): ListPlace | null => place;

/** Whether Back leads to the list, with its rows where they were. */
export const isAfterList = (): boolean => place?.historyIndex === historyIndex() - 1;
