import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { measureIsolation } from "./measure.ts";
import { IsolationResult, type IsolationRow } from "./result.ts";

export const maxSlowdown = 2;

export const ratioOf = ({ quiet, disturbed }: IsolationRow) =>
  disturbed.p99Milliseconds / quiet.p99Milliseconds;

const isolationGoals = ({ rows }: IsolationResult): Goal[] =>
  rows.map((row) => ({
    goal: `Reading during ${row.disturbance} (${row.load}): p99 < ${maxSlowdown} × quiet`,
    measured: row.failures > 0 ? `${row.failures} calls failed` : `${formatDecimals(ratioOf(row), 1)} ×`,
    met: row.failures === 0 && ratioOf(row) < maxSlowdown,
  }));

function renderIsolation({ rows, sliceSeconds }: IsolationResult): string {
  const cells = rows.map((row) => [
    row.disturbance,
    row.load,
    formatDecimals(row.quiet.p99Milliseconds, 1),
    formatDecimals(row.disturbed.p99Milliseconds, 1),
    `${formatDecimals(ratioOf(row), 1)} ×`,
    formatInteger(row.disturbed.callsPerSecond),
    String(row.slices),
    row.done,
  ]);
  return [
    `One process reads one patient for a caller, first alone and then during heavy work; the two are measured right
after one another. Medians over slices of ${sliceSeconds} s.`,
    table(
      ["meanwhile", "load", "quiet p99 ms:", "p99 ms:", "ratio:", "calls/s:", "slices:", "it got done"],
      cells,
    ),
  ].join("\n\n");
}

export const isolation = defineSection({
  name: "isolation",
  title: "Isolation of load",
  result: IsolationResult,
  measure: measureIsolation,
  render: renderIsolation,
  goals: isolationGoals,
});
