import type { AppointmentStatus } from "./schema.ts";

// Pure: browsers use it to suggest the visit type.

/** Words in several languages, in lower case and without accents. */
const first =
  /\b(?:first|initial|new patient|erst(?!e hilfe)|neupatient|neuaufnahme|primera|premiere|prima visita|nuevo)/;

/** Whether a visit type is for new patients. */
const isFirstVisit = ({ name }: { name: string }): boolean =>
  first.test(name.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());

type Visit = { visitTypeId: string; status: AppointmentStatus };

/**
 * Suggests a patient's visit type: that of the last visit, but never a first visit again. Without visits, a first
 * visit. `types` are the offered ones, most usual first. `visits` are newest first.
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
