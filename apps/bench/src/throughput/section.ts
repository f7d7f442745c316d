import { formatDecimals, formatInteger, formatMegabytes, orDash, table } from "../markdown.ts";
import { type Operation, operations } from "../peer/peer.ts";
import { defineSection } from "../section.ts";
import { throughputGoals, throughputRatios } from "./goals.ts";
import { measureThroughput, measureThroughputForCheck } from "./measure.ts";
import { operationNames, ThroughputResult, type ThroughputRow } from "./result.ts";

export const throughput = defineSection({
  name: "throughput",
  title: "Throughput",
  result: ThroughputResult,
  measure: measureThroughput,
  render: renderThroughput,
  goals: throughputGoals,
  check: { measure: measureThroughputForCheck, ratios: throughputRatios },
});

function renderThroughput(result: ThroughputResult): string {
  const { connections, patients, rounds, secondsPerRound } = result;
  return [
    `${connections} connections, a practice of ${formatInteger(patients)} patients, PostgreSQL on the same machine. Medians of ${rounds}
interleaved rounds of ${secondsPerRound} s, with the lowest and highest in brackets. *Ratio*: calls per second relative to
the limit in the same round with as many processes (Django: with one). *CPU*: processor time of the server's processes per
call, which a busy machine hardly changes, and its ratio to the limit's. *PostgreSQL*: the same for the database. *Generator*: the load
generator's share of one core. Memory is the peak of the server's processes, and counts shared memory more than once.`,
    ...operations.map((operation) => renderOperation(operation, result.rows)),
    ...result.skipped.map((skipped) => `Skipped: ${skipped}.`),
  ].join("\n\n");
}

const headings = [
  "",
  "processes:",
  "calls/s:",
  "ratio:",
  "p50 ms:",
  "p99 ms:",
  "CPU µs:",
  "× limit:",
  "PostgreSQL µs:",
  "MB:",
  "generator:",
];

function renderOperation(operation: Operation, rows: readonly ThroughputRow[]): string {
  const ofOperation = rows.filter((row) => row.operation === operation);
  return `### ${operationNames[operation]}\n\n${table(headings, ofOperation.map(cellsOf))}`;
}

function cellsOf(row: ThroughputRow): string[] {
  const { callsPerSecond: speed, ratio } = row;
  if (row.failures > 0) return [row.peer, String(row.processes), `failed: ${row.failures} calls`];
  return [
    row.peer,
    String(row.processes),
    `${formatInteger(speed.median)} (${formatInteger(speed.min)}–${formatInteger(speed.max)})`,
    orDash(
      ratio,
      ({ median, min, max }) =>
        `${formatDecimals(median, 2)} (${formatDecimals(min, 2)}–${formatDecimals(max, 2)})`,
    ),
    formatDecimals(row.p50Milliseconds, 1),
    formatDecimals(row.p99Milliseconds, 1),
    orDash(row.serverMicroseconds, formatInteger),
    orDash(row.processorTimes, (times) => formatDecimals(times, 1)),
    orDash(row.databaseMicroseconds, formatInteger),
    orDash(row.peakBytes, formatMegabytes),
    `${formatInteger(row.generatorShare * 100)} %`,
  ];
}
