import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Spread } from "../statistics.ts";
import { measureStart, StartResult } from "./measure.ts";

const maxMilliseconds = 400;

const startGoals = ({ milliseconds, bareMilliseconds }: StartResult): Goal[] => [
  {
    goal: `Server ready in ≤ ${maxMilliseconds} ms, with the database running`,
    measured: `${formatInteger(milliseconds.median)} ms (${formatDecimals(milliseconds.median / bareMilliseconds.median, 1)} × an empty Node process)`,
    met: milliseconds.median <= maxMilliseconds,
  },
];

const cells = ({ median, min, max }: Spread) => [
  formatInteger(median),
  `${formatInteger(min)}–${formatInteger(max)}`,
];

const renderStart = ({ rounds, firstMilliseconds, milliseconds, bareMilliseconds }: StartResult) =>
  [
    `From the command to 200 at \`/health/ready\`, with a running and migrated database; ${rounds} starts, alternating with an
empty Node process. The very first start took ${formatInteger(firstMilliseconds)} ms, because nothing may have been compiled yet.`,
    table(
      ["", "ms:", "from–to:"],
      [
        ["Caretype", ...cells(milliseconds)],
        ["`node --eval 0`", ...cells(bareMilliseconds)],
      ],
    ),
  ].join("\n\n");

/**
 * Not compared in CI.
 * A start reads some thousand files, and one commit took 15 to 25 times as long as an empty Node process on one
 * machine within a day. A test limits how many files a start loads.
 */
export const start = defineSection({
  name: "start",
  title: "Start",
  result: StartResult,
  measure: measureStart,
  render: renderStart,
  goals: startGoals,
});
