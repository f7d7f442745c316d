import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { defineSection, type Goal } from "../section.ts";
import { median } from "../statistics.ts";
import { BackupResult, measureBackup } from "./measure.ts";

const maxSlowdown = 2;
const maxSeconds = 60;

const ratiosOf = ({ rounds }: BackupResult): number[] =>
  rounds.map(({ quiet, during }) => during.p99Milliseconds / quiet.p99Milliseconds);

const slowest = ({ rounds }: BackupResult): number =>
  Math.max(...rounds.map(({ backupSeconds }) => backupSeconds));

function backupGoals(result: BackupResult): Goal[] {
  const ratio = median(ratiosOf(result));
  const { failures, patients } = result;
  return [
    {
      goal: `Reading during a backup: p99 < ${maxSlowdown} × quiet`,
      measured: failures > 0 ? `${failures} calls failed` : `${formatDecimals(ratio, 1)} ×`,
      met: failures === 0 && ratio < maxSlowdown,
    },
    {
      goal: `A backup of ${formatInteger(patients)} patients < ${maxSeconds} s`,
      measured: `${formatDecimals(slowest(result), 1)} s`,
      met: slowest(result) < maxSeconds,
    },
  ];
}

function renderBackup(result: BackupResult): string {
  const { patients, callsPerSecond, rounds } = result;
  const ratios = ratiosOf(result);
  return `One process reads one patient for a caller, ${formatInteger(callsPerSecond)} times a second, of a database with ${formatInteger(patients)}
patients. In turns, a second is quiet, and in the next \`caretype backup\` runs beside it. Medians of ${rounds.length} rounds.

${table(
  ["quiet p99 ms:", "p99 ms during a backup:", "ratio:", "smallest and largest ratio:", "slowest backup s:"],
  [
    [
      formatDecimals(median(rounds.map(({ quiet }) => quiet.p99Milliseconds)), 1),
      formatDecimals(median(rounds.map(({ during }) => during.p99Milliseconds)), 1),
      `${formatDecimals(median(ratios), 1)} ×`,
      `${formatDecimals(Math.min(...ratios), 1)} to ${formatDecimals(Math.max(...ratios), 1)} ×`,
      formatDecimals(slowest(result), 1),
    ],
  ],
)}`;
}

export const backup = defineSection({
  name: "backup",
  title: "Backups",
  result: BackupResult,
  measure: measureBackup,
  render: renderBackup,
  goals: backupGoals,
});
