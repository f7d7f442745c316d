const tabs = ["timeline", "access", "duplicates"] as const;
/** Without one: the overview. */
type PatientTab = (typeof tabs)[number];

/** What the address of a patient's page says. `from` and `until` are days, of who looked. */
export type PatientSearch = { tab?: PatientTab; from?: string; until?: string };

/** Anybody may write an address: what makes no sense in it is undefined, as the router would keep what is left out. */
export function readPatientSearch(search: Record<string, unknown>): PatientSearch {
  const tab = tabs.find((known) => known === search.tab);
  const { from, until } = tab === "access" ? search : {};
  return { tab, from: isDay(from) ? from : undefined, until: isDay(until) ? until : undefined };
}

const isDay = (value: unknown): value is string =>
  typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));
