import type { IsolationRow } from "../isolation/measure.ts";
import { maxSlowdown, ratioOf } from "../isolation/section.ts";
import { formatDecimals, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { type HostileCost, HostileResult, measureHostile } from "./measure.ts";

const maxMilliseconds = 2;

export function hostileGoals({ costs, rows, control }: HostileResult): Goal[] {
  const [dearest] = costs.toSorted((one, other) => other.cpuMilliseconds - one.cpuMilliseconds);
  const cost = dearest?.cpuMilliseconds ?? Number.POSITIVE_INFINITY;
  return [
    {
      goal: `No request without a token costs more than ${maxMilliseconds} ms of CPU`,
      measured: `${formatDecimals(cost, 2)} ms${describeBareNode(dearest)}: ${dearest?.name}`,
      met: cost <= maxMilliseconds,
    },
    ...rows.map((row) => ({
      goal: `Reading during ${row.disturbance}: p99 < ${maxSlowdown} × quiet`,
      measured:
        row.failures > 0
          ? `${row.failures} calls failed`
          : `${formatDecimals(ratioOf(row), 1)} ×${describeControl(control)}`,
      met: row.failures === 0 && ratioOf(row) < maxSlowdown,
    })),
  ];
}

const describeControl = (control: IsolationRow | null) =>
  control ? ` (sent to bare Node instead: ${formatDecimals(ratioOf(control), 1)} ×)` : "";

function describeBareNode(cost: HostileCost | undefined): string {
  const time = cost?.bareNodeMilliseconds ?? null;
  if (cost === undefined || time === null) return "";
  return ` (bare Node: ${formatDecimals(time, 2)} ms, ratio ${ratioToBareNode(cost)})`;
}

/** Comparable between machines, unlike milliseconds. */
function ratioToBareNode({ cpuMilliseconds, bareNodeMilliseconds: bare }: HostileCost): string {
  return bare === null || bare === 0 ? "not measured" : `${formatDecimals(cpuMilliseconds / bare, 1)} ×`;
}

function render({ tries, costs, rows, control, sliceSeconds }: HostileResult): string {
  const cells = costs.map((cost) => [
    cost.name,
    `\`${cost.path}\``,
    cost.status === 0 ? "connection ended" : String(cost.status),
    formatDecimals(cost.cpuMilliseconds, 2),
    cost.bareNodeMilliseconds === null ? "not measured" : formatDecimals(cost.bareNodeMilliseconds, 2),
    ratioToBareNode(cost),
  ]);
  return [
    `What a request without a token costs the server's process, including its share of TCP: ${tries} of each, in sequence, with
the limit per address switched off, because it would refuse all but the first ones. Password hashing is not included:
log-ins have their own limits. Bare Node answers 404 at once and discards the body; both take turns.`,
    table(["request", "to", "status:", "CPU ms:", "bare Node, CPU ms:", "ratio:"], cells),
    `Reads of one patient, first alone and then during these requests; medians over slices of ${sliceSeconds} s. The sender
shares the machine with the server. It has the lowest priority, and the same requests are also sent to a bare Node.`,
    table(
      ["meanwhile", "load", "quiet p99 ms:", "p99 ms:", "ratio:"],
      [...rows, ...(control ? [control] : [])].map((row) => [
        row === control ? `${row.done} to bare Node` : row.done,
        row.load,
        formatDecimals(row.quiet.p99Milliseconds, 1),
        formatDecimals(row.disturbed.p99Milliseconds, 1),
        `${formatDecimals(ratioOf(row), 1)} ×`,
      ]),
    ),
  ].join("\n\n");
}

export const hostile = defineSection({
  name: "hostile",
  title: "Hostile requests",
  result: HostileResult,
  measure: measureHostile,
  render,
  goals: hostileGoals,
});
