import { formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Spread } from "../statistics.ts";
import { KitResult, measureKit } from "./measure.ts";

const most = { first: 1_500, later: 150 };

const kitGoals = ({ first, later }: KitResult): Goal[] => [
  {
    goal: `Testing kit: a backend in ≤ ${formatInteger(most.first)} ms, the first time in a process`,
    measured: `${formatInteger(first.median)} ms`,
    met: first.median <= most.first,
  },
  {
    goal: `Testing kit: a backend in ≤ ${most.later} ms after that`,
    measured: `${formatInteger(later.median)} ms`,
    met: later.median <= most.later,
  },
];

const cells = ({ median, min, max }: Spread) => [
  formatInteger(median),
  `${formatInteger(min)}–${formatInteger(max)}`,
];

const renderKit = ({ processes, first, later }: KitResult) =>
  [
    `\`startBackend()\` in ${processes} processes, each with a PostgreSQL of its own. Between two starts, a test runs for
200 ms, and a database for the next one is copied meanwhile.`,
    table(
      ["", "ms:", "from–to:"],
      [
        ["The first start of a process", ...cells(first)],
        ["Each later start", ...cells(later)],
      ],
    ),
  ].join("\n\n");

/** Not compared in CI, for the reason that starts of the server are not. */
export const kit = defineSection({
  name: "kit",
  title: "Testing kit",
  result: KitResult,
  measure: measureKit,
  render: renderKit,
  goals: kitGoals,
});
