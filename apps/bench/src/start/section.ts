import { decimals, table, whole } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { Spread } from "../statistics.ts";
import { measureStart } from "./measure.ts";
import { StartResult } from "./result.ts";

const mostMilliseconds = 400;

const startGoals = ({ milliseconds, bareMilliseconds }: StartResult): Goal[] => [
  {
    goal: `Server ready in ≤ ${mostMilliseconds} ms, with the database running`,
    measured: `${whole(milliseconds.median)} ms (${decimals(milliseconds.median / bareMilliseconds.median, 1)} × an empty Node process)`,
    met: milliseconds.median <= mostMilliseconds,
  },
];

const cells = ({ median, min, max }: Spread) => [whole(median), `${whole(min)}–${whole(max)}`];

const renderStart = ({ rounds, firstMilliseconds, milliseconds, bareMilliseconds }: StartResult) =>
  [
    `From the command to 200 at \`/health/ready\`, with a running and migrated database; ${rounds} starts, alternating with an
empty Node process. The very first start took ${whole(firstMilliseconds)} ms, because nothing may have been compiled yet.`,
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
