import { type EncounterId, encounterId } from "@caretype/client";
import type { PatientTab, PatientTabs } from "../../../../../session/module/manifest.ts";
import { patientTabs } from "../../../../../session/module/modules.ts";

/** Tabs of the patient's page without modules. */
const own: readonly (keyof PatientTabs)[] = ["timeline", "access", "duplicates"];

const tabs = (): readonly PatientTab[] => [
  ...patientTabs.flatMap(({ name, also = [] }) => [name, ...also]),
  ...own,
];

/**
 * The address's parameters. `tab`: default is the first that the user may open. `from` and `until` are days of the
 * access log. `note`: the encounter of the note to write.
 */
export type PatientSearch = { tab?: PatientTab; from?: string; until?: string; note?: EncounterId };

/**
 * Ignores invalid parameters.
 * They are undefined, not missing, as the router would keep missing ones.
 */
export function readPatientSearch(search: Record<string, unknown>): PatientSearch {
  const tab = tabs().find((known) => known === search.tab);
  const { from, until } = tab === "access" ? search : {};
  const note = encounterId.is(search.note) ? search.note : undefined;
  return { tab, from: isDay(from) ? from : undefined, until: isDay(until) ? until : undefined, note };
}

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
