import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureOverload } from "./measure.ts";
import { OverloadResult, type OverloadRow } from "./result.ts";

const goalTimes = 4;
const maxAcceptedMilliseconds = 500;
const maxRefusedMilliseconds = 50;

export const overloadGoals = ({ rows }: OverloadResult): Goal[] =>
  rows
    .filter(({ times }) => times === goalTimes)
    .map((row) => ({
      goal: `${row.call} at ${goalTimes} × the bearable load: p99 of accepted calls ≤ ${maxAcceptedMilliseconds} ms, of refusals ≤ ${maxRefusedMilliseconds} ms`,
      measured: `${milliseconds(row.accepted)} and ${milliseconds(row.refused)}`,
      met: isMet(row),
    }));

const isMet = ({ accepted, refused, failures }: OverloadRow) =>
  failures === 0 &&
  accepted.count > 0 &&
  accepted.p99Milliseconds <= maxAcceptedMilliseconds &&
  refused.p99Milliseconds <= maxRefusedMilliseconds;

const milliseconds = ({ count, p99Milliseconds }: OverloadRow["accepted"]) =>
  count === 0 ? "–" : `${formatInteger(p99Milliseconds)} ms`;

const renderOverload = ({ connections, seconds, rows }: OverloadResult) =>
  [
    `More calls than one process can bear, sent evenly for ${seconds} s over up to ${formatInteger(connections)} connections, whether or not
earlier ones are answered. What it bears was measured just before, with 32 connections. Calls that are refused answer
503. The load comes from the same machine, so it takes processor time from the server.`,
    table(
      [
        "call",
        "× bearable:",
        "offered/s:",
        "accepted/s:",
        "of bearable:",
        "accepted, p99:",
        "refused:",
        "refused, p99:",
        "failed:",
      ],
      rows.map((row) => [
        row.call,
        formatInteger(row.times),
        formatInteger(row.offeredPerSecond),
        formatInteger(row.acceptedPerSecond),
        formatDecimals(row.acceptedPerSecond / row.bearablePerSecond, 2),
        milliseconds(row.accepted),
        formatInteger(row.refused.count),
        milliseconds(row.refused),
        formatInteger(row.failures),
      ]),
    ),
  ].join("\n\n");

export const overload = defineSection({
  name: "overload",
  title: "Overload",
  result: OverloadResult,
  measure: measureOverload,
  render: renderOverload,
  goals: overloadGoals,
});
