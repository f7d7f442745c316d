const panels = ["growth", "today", "groups", "doctors", "appointments"] as const;
export type PanelName = (typeof panels)[number];

export const periods = [12, 24, 60, 120] as const;
type Period = (typeof periods)[number];

export const defaultPeriod: Period = 12;

/** The address's parameters, so that Back restores the page. */
export type ReportsSearch = {
  months?: Period;
  /** Panels shown as tables, separated by commas. */
  tables?: string;
};

/**
 * Ignores invalid parameters.
 * They are undefined, not missing, as the router would keep missing ones.
 */
export function readReportsSearch(search: Record<string, unknown>): ReportsSearch {
  const months = periods.find((known) => known === search.months);
  const given = typeof search.tables === "string" ? search.tables.split(",") : [];
  const tables = panels.filter((name) => given.includes(name)).join(",");
  return { months: months === defaultPeriod ? undefined : months, tables: tables || undefined };
}

export const isTable = ({ tables = "" }: ReportsSearch, name: PanelName): boolean =>
  tables.split(",").includes(name);

export function togglePanel(search: ReportsSearch, name: PanelName): ReportsSearch {
  const { tables = "" } = search;
  const others = tables.split(",").filter((each) => each !== name);
  return readReportsSearch({
    ...search,
    tables: (isTable(search, name) ? others : [...others, name]).join(","),
  });
}
