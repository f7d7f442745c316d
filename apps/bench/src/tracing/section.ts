import { formatDecimals, formatInteger, orDash, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import type { ThroughputRow } from "../throughput/result.ts";
import { operationNames } from "../throughput/row-name.ts";
import { measureTracing, TracingResult } from "./measure.ts";

const longest = 1.1;

/** A row with its figures relative to those of the server without traces. */
type Compared = ThroughputRow & { calls: number; processorTime: number | null };

const compared = ({ rows }: TracingResult): Compared[] =>
  rows.flatMap((row) => {
    const plain = rows.find(({ operation }) => operation === row.operation);
    if (plain === undefined) return [];
    return {
      ...row,
      calls: row.callsPerSecond.median / plain.callsPerSecond.median,
      processorTime:
        row.serverMicroseconds && plain.serverMicroseconds
          ? row.serverMicroseconds / plain.serverMicroseconds
          : null,
    };
  });

const renderTracing = (result: TracingResult) =>
  `Calls per second and processor time of the server, relative to the same server without a collector.

${table(
  ["", "", "calls/s:", "× without:", "processor time per call ×:"],
  compared(result).map(({ peer, operation, callsPerSecond, calls, processorTime }) => [
    operationNames[operation],
    peer,
    formatInteger(callsPerSecond.median),
    formatDecimals(calls, 2),
    orDash(processorTime, (times) => formatDecimals(times, 2)),
  ]),
)}`;

/** The goal is about processor time, because the calls per second of a machine change more than this. */
function tracingGoals(result: TracingResult): Goal[] {
  const times = compared(result)
    .filter(({ peer }) => peer.startsWith("1 %"))
    .flatMap(({ processorTime }) => processorTime ?? []);
  const worst = Math.max(...times);
  return [
    {
      goal: `Traces of 1 % of the requests: processor time per call ≤ ${longest} × without`,
      measured: times.length === 0 ? "not measurable here" : `${formatDecimals(worst, 2)} ×`,
      met: times.length === 0 ? null : worst <= longest,
    },
  ];
}

export const tracing = defineSection({
  name: "tracing",
  title: "Traces",
  result: TracingResult,
  measure: measureTracing,
  render: renderTracing,
  goals: tracingGoals,
});
