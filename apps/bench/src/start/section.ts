import { decimals, table, whole } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Spread } from "../statistics.ts";
import { measureStart } from "./measure.ts";
import { StartResult } from "./result.ts";

const mostMilliseconds = 400;

const startGoals = ({ milliseconds, bareMilliseconds }: StartResult): Goal[] => [
  {
    goal: `Server ready ≤ ${mostMilliseconds} ms after the database is`,
    measured: `${whole(milliseconds.median)} ms (${decimals(milliseconds.median / bareMilliseconds.median, 1)} × Node doing nothing)`,
    met: milliseconds.median <= mostMilliseconds,
  },
];

const cells = ({ median, min, max }: Spread) => [whole(median), `${whole(min)}–${whole(max)}`];

const renderStart = ({ rounds, firstMilliseconds, milliseconds, bareMilliseconds }: StartResult) =>
  [
    `From the command to 200 at \`/health/ready\`, with a database that runs and is migrated; ${rounds} starts in turn with a
Node that does nothing. The first start of all took ${whole(firstMilliseconds)} ms: it may have found nothing compiled.`,
    table(
      ["", "ms:", "from–to:"],
      [
        ["Caretype", ...cells(milliseconds)],
        ["`node --eval 0`", ...cells(bareMilliseconds)],
      ],
    ),
  ].join("\n\n");

/**
 * Not compared in CI: a start reads some thousand files, and one commit was measured at 15 and at 25 times a Node that does
 * nothing on one machine within a day. A test holds how many files a start loads.
 */
export const start = defineSection({
  name: "start",
  title: "Start",
  result: StartResult,
  measure: measureStart,
  render: renderStart,
  goals: startGoals,
});
