import type { AppointmentStatus } from "./schema.ts";

// Pure: browsers use it to choose the kind of a visit.

/** Words of several languages, in lower case and without accents. */
const first =
  /\b(?:first|initial|new patient|erst(?!e hilfe)|neupatient|neuaufnahme|primera|premiere|prima visita|nuevo)/;

/** Whether a kind of visit is for patients who come for the first time. */
const isFirstVisit = ({ name }: { name: string }): boolean =>
  first.test(name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());

type Visit = { visitTypeId: string; status: AppointmentStatus };

/**
 * The kind of visit that is usual for a patient: that of the last visit, but no first visit again. Without a visit, a first
 * one. `types`: those that are offered, the usual ones first. `visits`: the newest first.
 */
export function usualType<Type extends { id: string; name: string }>(
  types: readonly Type[],
  visits: readonly Visit[],
): Type | undefined {
  const kept = visits.filter(({ status }) => status !== "cancelled" && status !== "noshow");
  if (kept.length === 0) return types.find(isFirstVisit) ?? types[0];
  const again = types.filter((type) => !isFirstVisit(type));
  const last = kept.flatMap(({ visitTypeId }) => again.find(({ id }) => id === visitTypeId) ?? []);
  return last[0] ?? again[0] ?? types[0];
}
