import type { PatientFilters } from "./patient-filters.ts";

type Shown = { filters: PatientFilters; searched: string; kept: string | undefined };
type ListPlace = Shown & { historyIndex: number };

/** The list last shown in this tab. In memory only, as a search can be a name. */
let place: ListPlace | null = null;

const historyIndex = (): number => Number(Object(history.state).__TSR_index ?? 0);

/** Remembers the list, for the links of a patient's page to it and to the next patient. */
export function noteList(shown: Shown): void {
  place = { ...shown, historyIndex: historyIndex() };
}

export const listPlace = (): ListPlace | null => place;

/** Whether Back leads to the list, with its scroll position. */
export const isAfterList = (): boolean => place?.historyIndex === historyIndex() - 1;
