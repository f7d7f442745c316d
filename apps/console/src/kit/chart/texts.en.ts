export const texts = {
  chart: "Chart",
  table: "Table",
  /** `title` is the panel's. */
  chartOf: (title: string) => `Chart of ${title.toLowerCase()}`,
  tableOf: (title: string) => `Table of ${title.toLowerCase()}`,
  asTable: (title: string) => `${title}, as a table`,
  isOutdated: "These numbers are out of date: the update failed.",
  isLoading: "Loading the chart",
  isMissing: "The chart could not be loaded. Here are its numbers.",
  all: "All",
};
