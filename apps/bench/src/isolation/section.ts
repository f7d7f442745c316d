import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { busyCores } from "./disturbance.ts";
import { IsolationResult, type IsolationRow, measureIsolation } from "./measure.ts";

const maxSlowdown = 2;
/** The noise between runs: medians of a few slices differ by this much. */
const noise = 1.1;

export const ratioOf = ({ quiet, disturbed }: IsolationRow) =>
  disturbed.p99Milliseconds / quiet.p99Milliseconds;

/** Whether nothing failed and the slowdown is below `most`. If `control` is slower, the machine has too few cores. */
export function isIsolated(row: IsolationRow, most: number, control: IsolationRow | undefined) {
  if (row.failures > 0) return false;
  if (ratioOf(row) < most) return true;
  return control !== undefined && ratioOf(row) <= noise * ratioOf(control) ? "needs more cores" : false;
}

const isolationGoals = ({ rows }: IsolationResult): Goal[] => {
  const controls = rows.filter(({ disturbance }) => disturbance === busyCores.name);
  return [
    ...rows
      .filter((row) => !controls.includes(row))
      .map((row) => ({
        goal: `Reading during ${row.disturbance} (${row.load}): p99 < ${maxSlowdown} × quiet`,
        measured: row.failures > 0 ? `${row.failures} calls failed` : `${formatDecimals(ratioOf(row), 1)} ×`,
        met: isIsolated(
          row,
          maxSlowdown,
          controls.find(({ load }) => load === row.load),
        ),
      })),
    ...observationGoals(rows),
  ];
};

/** Goals of the import of observations, compared with that of patients under the same load. */
function observationGoals(rows: readonly IsolationRow[]): Goal[] {
  const ofKind = (kind: string, load: string) =>
    rows.find(
      (row) => row.load === load && row.disturbance.startsWith("an import") && row.disturbance.endsWith(kind),
    );
  return [...new Set(rows.map(({ load }) => load))].flatMap((load) => {
    const [patients, observations] = [ofKind("patients", load), ofKind("observations", load)];
    if (!patients?.rowsPerSecond || !observations?.rowsPerSecond) return [];
    const speed = observations.rowsPerSecond / patients.rowsPerSecond;
    const reads = ratioOf(observations) / ratioOf(patients);
    return [
      {
        goal: `Import of observations (${load}): rows/s ≥ 1.0 × those of patients`,
        measured: `${formatDecimals(speed, 2)} ×`,
        met: speed >= 1,
      },
      {
        goal: `Reading during it (${load}): p99 ≤ ${noise} × that during the import of patients`,
        measured: `${formatDecimals(reads, 2)} ×`,
        met: reads <= noise,
      },
    ];
  });
}

function renderIsolation({ rows, sliceSeconds }: IsolationResult): string {
  const cells = rows.map((row) => [
    row.disturbance,
    row.load,
    formatDecimals(row.quiet.p99Milliseconds, 1),
    formatDecimals(row.disturbed.p99Milliseconds, 1),
    `${formatDecimals(ratioOf(row), 1)} ×`,
    formatInteger(row.disturbed.callsPerSecond),
    String(row.slices),
    row.rowsPerSecond ? `${row.done}, ${formatInteger(row.rowsPerSecond)} rows/s` : row.done,
  ]);
  return [
    `One process reads one patient for a caller, first alone and then during heavy work; the two are measured right
after one another. Medians over slices of ${sliceSeconds} s. The first rows are the control: what disturbs no more than
a busy loop on each core at the lowest priority needs more cores.`,
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
