import { formatNumber } from "../../words/format/format.ts";
export const texts = {
  loadingMore: "Loading more…",
  clearSearch: "Clear the text",
  select: (name: string) => `Select ${name}`,
  /** For a list with an unknown total. `rows` is such as "50 patients". */
  firstOf: (rows: string) => `The first ${rows}; scroll for more`,
  /** Opens the filters on a narrow screen. */
  filters: (count: number) => (count > 0 ? `Filters (${formatNumber(count)})` : "Filters"),
  /** In print, if not all rows are loaded. */
  printed: (count: number) => `Not the whole list: only the ${formatNumber(count)} rows that were loaded.`,
};
