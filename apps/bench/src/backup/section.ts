import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { startCommand } from "../isolation/disturbance.ts";
import { Latency } from "../isolation/measure.ts";
import { startGenerator } from "../load/generator.ts";
import type { Load } from "../load/messages.ts";
import { formatDecimals, formatInteger, table } from "../markdown.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";
import { defineSection, type Goal } from "../section.ts";
import { median } from "../statistics.ts";

const BackupResult = z.object({
  patients: z.int(),
  callsPerSecond: z.int(),
  /** Each has a slice without a backup and one during it, right after one another. */
  rounds: z.array(z.object({ quiet: Latency, during: Latency, backupSeconds: z.number() })),
  failures: z.int(),
});
type BackupResult = z.output<typeof BackupResult>;

const callsPerSecond = 1_000;
const plans = {
  full: { patients: 100_000, rounds: 9 },
  small: { patients: 5_000, rounds: 2 },
};

/** Measures how long a reader waits while `caretype backup` runs beside the server, in turns with quiet moments. */
async function measureBackup(context: BenchContext): Promise<BackupResult> {
  const { patients, rounds: count } = context.small ? plans.small : plans.full;
  const environment = await createBenchEnvironment({ patients });
  const server = await startCaretypeServer(environment);
  const generator = startGenerator();
  try {
    const calls = typedCalls(environment).byId;
    const load: Load = { url: server.url, calls, seconds: 1, kind: "steady", callsPerSecond };
    await generator.run(load);
    const rounds: BackupResult["rounds"] = [];
    let failures = 0;
    while (rounds.length < count) {
      const quiet = await generator.run(load);
      const backup = await startBackup(environment);
      const during = await generator.run(load);
      const backupSeconds = await backup.finish();
      failures += quiet.failures + during.failures;
      rounds.push({ quiet, during, backupSeconds });
      context.log(`backup: round ${rounds.length} of ${count}`);
    }
    return { patients, callsPerSecond, rounds, failures };
  } finally {
    await generator.stop();
    await server.stop();
    await environment.stop();
  }
}

/** Resolves when the backup begins to write. */
async function startBackup(environment: BenchEnvironment) {
  const file = join(environment.database.directory, "bench.backup");
  const startedAt = performance.now();
  const running = startCommand(environment, ["backup", file]);
  while (running.isRunning() && !existsSync(`${file}.partial`)) await pause(2);
  return {
    finish: async () => {
      await running.finish();
      const seconds = (performance.now() - startedAt) / 1_000;
      await rm(file);
      return seconds;
    },
  };
}

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
