const panels = ["growth", "today", "groups", "doctors"] as const;
export type PanelName = (typeof panels)[number];

const periods = [12, 24, 60, 120] as const;
/** In months. */
type Period = (typeof periods)[number];

export const defaultPeriod: Period = 12;

/** What the address says, so that whoever follows a number comes back to what they have seen. */
export type DashboardSearch = {
  months?: Period;
  /** Which panels are shown as tables, parted by commas. */
  tables?: string;
};

/** Anybody may write an address: what makes no sense in it is undefined, as the router would keep what is left out. */
export function readDashboardSearch(search: Record<string, unknown>): DashboardSearch {
  const months = periods.find((known) => known === search.months);
  const given = typeof search.tables === "string" ? search.tables.split(",") : [];
  const tables = panels.filter((name) => given.includes(name)).join(",");
  return { months: months === defaultPeriod ? undefined : months, tables: tables || undefined };
}

export const isTable = ({ tables = "" }: DashboardSearch, name: PanelName): boolean =>
  tables.split(",").includes(name);

/** The same, with the panel as a table where it was a chart, and the other way round. */
export function turnPanel(search: DashboardSearch, name: PanelName): DashboardSearch {
  const { tables = "" } = search;
  const others = tables.split(",").filter((each) => each !== name);
  return readDashboardSearch({
    ...search,
    tables: (isTable(search, name) ? others : [...others, name]).join(","),
  });
}

/** For a select. */
export const periodOptions = periods.map((months) => ({
  value: String(months),
  label: months === 12 ? "1 year" : `${months / 12} years`,
}));
