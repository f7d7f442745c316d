import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Times } from "../statistics.ts";
import { measureSearch, SearchResult } from "./measure.ts";

const maxRatio = 2;

const cells = ({ median, p99 }: Omit<Times, "p90">) => [formatDecimals(median, 2), formatDecimals(p99, 2)];

const renderSearch = ({ patients, calls, rows }: SearchResult) =>
  [
    `Searches of a practice with ${formatInteger(patients)} patients, among as many of others, below HTTP: ${calls} calls each, in ms. The same
search runs newest first and best match first, in turns.`,
    table(
      ["", "newest:", "p99:", "best match:", "p99:", "p99, ratio:"],
      rows.map(({ search, newest, relevance }) => [
        search,
        ...cells(newest),
        ...cells(relevance),
        formatDecimals(relevance.p99 / newest.p99, 2),
      ]),
    ),
  ].join("\n\n");

const searchGoals = ({ patients, names: { newest, relevance } }: SearchResult): Goal[] => [
  {
    goal: `Search for a name among ${formatInteger(patients)} patients, p99: best match first ≤ ${maxRatio} × newest first`,
    measured: `${formatDecimals(relevance.p99 / newest.p99, 2)} × (${formatDecimals(relevance.p99, 1)} ms)`,
    met: relevance.p99 <= maxRatio * newest.p99,
  },
];

export const search = defineSection({
  name: "search",
  title: "Search",
  result: SearchResult,
  measure: measureSearch,
  render: renderSearch,
  goals: searchGoals,
});
