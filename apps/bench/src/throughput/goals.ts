import { formatDecimals, formatInteger } from "../markdown.ts";
import { unaudited } from "../peer/caretype.ts";
import { limitName, type Operation } from "../peer/peer.ts";
import type { Goal, Ratio } from "../section.ts";
import { rowName, type ThroughputResult, type ThroughputRow } from "./result.ts";

const minShareOfLimit: Record<Operation, number> = { byId: 0.8, list: 0.85, create: 0.4 };
const minWithAudit = 0.6;
const maxTailToMedian = 3;
const minOfForerunner = 6;
const minOfTwoProcesses = 1.4;

const surfaces = ["Caretype, REST", "Caretype, typed"];
const isOurs = ({ peer }: ThroughputRow) => surfaces.includes(peer);
const isUnaudited = ({ peer }: ThroughputRow) => peer.endsWith(unaudited);
const nameOf = (row: ThroughputRow) => rowName({ name: row.peer, processes: row.processes }, row.operation);

export function throughputGoals(result: ThroughputResult): Goal[] {
  const ours = result.rows.filter(isOurs);
  return [
    // Compared without the audit, which the limit lacks too.
    ...result.rows.filter(isUnaudited).map((row) => ofLimit(row, minShareOfLimit[row.operation])),
    ...ours
      .filter(({ operation }) => operation !== "list")
      .map((row) => ofLimit(row, row.operation === "byId" ? minWithAudit : minShareOfLimit.create)),
    ...ours.filter(({ operation }) => operation !== "create").map(tail),
    ...ours.filter(({ processes }) => processes === 1).map((row) => ofForerunner(row, result)),
    ...ours.filter(({ processes }) => processes === 2).map((row) => ofOneProcess(row, result)),
  ];
}

const failed = (row: ThroughputRow) => `${row.failures} calls failed`;

function ofLimit(row: ThroughputRow, least: number): Goal {
  const ratio = row.ratio?.median ?? 0;
  const isRight = row.failures === 0;
  return {
    goal: `${nameOf(row)}: ≥ ${least} of the limit`,
    measured: isRight ? formatDecimals(ratio, 2) : failed(row),
    met: isRight && ratio >= least,
  };
}

function tail(row: ThroughputRow): Goal {
  const ratio = row.p99Milliseconds / row.p50Milliseconds;
  return {
    goal: `${nameOf(row)}: p99 ≤ ${maxTailToMedian} × p50`,
    measured: `${formatDecimals(ratio, 1)} × (${formatDecimals(row.p99Milliseconds, 1)} ms)`,
    met: row.failures === 0 && ratio <= maxTailToMedian,
  };
}

function ofForerunner(row: ThroughputRow, { rows, skipped }: ThroughputResult): Goal {
  const goal = `${nameOf(row)}: ≥ ${minOfForerunner} × Django REST`;
  const forerunner = rows.find(
    ({ peer, operation }) => peer.startsWith("Django") && operation === row.operation,
  );
  if (!forerunner) return { goal, measured: skipped.join("; ") || "not measured", met: null };
  const ratio = row.callsPerSecond.median / forerunner.callsPerSecond.median;
  return {
    goal,
    measured: `${formatDecimals(ratio, 1)} ×`,
    met: row.failures === 0 && ratio >= minOfForerunner,
  };
}

function ofOneProcess(row: ThroughputRow, { rows }: ThroughputResult): Goal {
  const ratio = row.ofOneProcess?.median ?? 0;
  // The limit's gain shows whether the machine has room for a second process.
  const [one, two] = [1, 2].map((count) =>
    rows.find(
      ({ peer, operation, processes }) =>
        peer === limitName && operation === row.operation && processes === count,
    ),
  );
  const gain = one && two ? two.callsPerSecond.median / one.callsPerSecond.median : null;
  const room = gain === null ? "" : `the limit ${formatDecimals(gain, 2)} ×, `;
  const generator = `${room}generator at ${formatInteger(row.generatorShare * 100)} % of a core`;
  const met = row.failures === 0 && ratio >= minOfTwoProcesses;
  return {
    goal: `${nameOf(row)}: ≥ ${minOfTwoProcesses} × one process`,
    measured: `${formatDecimals(ratio, 2)} × (${generator})`,
    met: met || (gain !== null && gain < minOfTwoProcesses ? "needs more cores" : false),
  };
}

/** Ratios that a change must not worsen. A row with failures counts as 0. */
export const throughputRatios = (result: ThroughputResult): Ratio[] =>
  result.rows.filter(isOurs).flatMap((row) => {
    const value = row.failures > 0 ? 0 : (row.ratio?.median ?? 0);
    const speed = { row: nameOf(row), value };
    if (row.processorTimes === null) return [speed];
    return [speed, { row: `${nameOf(row)}, processor time`, value: 1 / row.processorTimes }];
  });
