import type { AccountId, EncounterId, PatientId, RouterOutputs } from "@caretype/client";
import { useInfiniteQuery } from "@tanstack/react-query";
import { nextPage } from "../../kit/section/next-page.ts";
import { useAllPages } from "../../kit/section/use-all-pages.ts";
import { api } from "../../session/client/api.ts";

export type Restriction = RouterOutputs["restriction"]["byId"];
type RecordId = Restriction["recordId"];

/** What can be restricted: with its encounter, if it has one. */
export type RestrictableRecord = { id: RecordId; patientId: PatientId; encounterId: EncounterId | null };

const pageSize = 200;

/** The restrictions of a patient's records that the reader may see. `pages`: undefined until all are read. */
function useRestrictions(patientId: PatientId) {
  const query = useInfiniteQuery(
    api.restriction.list.infiniteQueryOptions({ patientId, limit: pageSize }, nextPage),
  );
  useAllPages(query);
  const { data, error, hasNextPage, refetch } = query;
  return { pages: hasNextPage ? undefined : data?.pages, error, retry: () => void refetch() };
}

/** Whether the patient has records that the reader may not see. */
export function useIsWithheld(patientId: PatientId) {
  const { pages, error, retry } = useRestrictions(patientId);
  return { isWithheld: pages?.at(-1)?.isWithheld ?? false, error, retry };
}

/** The readers of a record: by its own restriction, and by that of its encounter. Null until they are known. */
export function useRestrictionOf({ id, patientId, encounterId }: RestrictableRecord) {
  const { pages } = useRestrictions(patientId);
  if (pages === undefined) return null;
  const restrictionOf = (wanted: RecordId) => {
    for (const { items } of pages) for (const each of items) if (each.recordId === wanted) return each;
    return null;
  };
  const own = restrictionOf(id);
  const ofEncounter = encounterId === null || encounterId === id ? null : restrictionOf(encounterId);
  return { own, ofEncounter, effective: own ?? ofEncounter };
}

/** With the restriction of its encounter, whoever is named in both. */
export const readersOf = (own: Restriction | null, ofEncounter: Restriction | null): AccountId[] => {
  const named = own?.readers ?? ofEncounter?.readers ?? [];
  return own && ofEncounter ? named.filter((reader) => ofEncounter.readers.includes(reader)) : named;
};
