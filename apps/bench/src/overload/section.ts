import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureOverload, OverloadResult } from "./measure.ts";

const mostAccepted = 500;
const mostRefused = 50;

const overloadGoals = ({ rows }: OverloadResult): Goal[] =>
  rows.flatMap(({ load, accepted, refused }) => [
    {
      goal: `Four times the bearable load (${load}): p99 of accepted calls <= ${mostAccepted} ms`,
      measured: accepted ? `${formatInteger(accepted.p99Milliseconds)} ms` : "none was accepted",
      met: accepted !== null && accepted.p99Milliseconds <= mostAccepted,
    },
    {
      goal: `Four times the bearable load (${load}): p99 of refusals <= ${mostRefused} ms`,
      measured: refused ? `${formatInteger(refused.p99Milliseconds)} ms` : "none was refused",
      met: refused !== null && refused.p99Milliseconds <= mostRefused,
    },
  ]);

function renderOverload({ rows, seconds }: OverloadResult): string {
  const cells = rows.map(({ load, accepted, refused, ...row }) => [
    load,
    formatInteger(row.bearablePerSecond),
    formatInteger(row.sentPerSecond),
    formatInteger((accepted?.answers ?? 0) / seconds),
    accepted ? formatDecimals(accepted.p50Milliseconds, 0) : "–",
    accepted ? formatDecimals(accepted.p99Milliseconds, 0) : "–",
    refused ? formatDecimals(refused.p50Milliseconds, 0) : "–",
    refused ? formatDecimals(refused.p99Milliseconds, 0) : "–",
    formatInteger(row.otherFailures),
    formatDecimals(row.generatorShare, 2),
  ]);
  return [
    `Calls come at even intervals for ${seconds} s, four times as many as one process answers to 32 connections. The
generator runs on the same machine; its share is of one core. Near 1, its own wait is in the times.`,
    table(
      [
        "load",
        "bearable/s:",
        "sent/s:",
        "accepted/s:",
        "p50 ms:",
        "p99 ms:",
        "refused p50 ms:",
        "refused p99 ms:",
        "other failures:",
        "generator:",
      ],
      cells,
    ),
  ].join("\n\n");
}

export const overload = defineSection({
  name: "overload",
  title: "Overload",
  result: OverloadResult,
  measure: measureOverload,
  render: renderOverload,
  goals: overloadGoals,
});
