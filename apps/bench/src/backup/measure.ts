import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { type BenchEnvironment, createBenchEnvironment } from "../environment/bench-environment.ts";
import { startCommand } from "../isolation/command.ts";
import { Latency } from "../isolation/result.ts";
import { startGenerator } from "../load/generator.ts";
import type { Load } from "../load/messages.ts";
import { startCaretypeServer, typedCalls } from "../peer/caretype.ts";

export const BackupResult = z.object({
  patients: z.int(),
  callsPerSecond: z.int(),
  /** Each has a slice without a backup and one during it, right after one another. */
  rounds: z.array(z.object({ quiet: Latency, during: Latency, backupSeconds: z.number() })),
  failures: z.int(),
});
export type BackupResult = z.output<typeof BackupResult>;

const callsPerSecond = 1_000;
const plans = {
  full: { patients: 100_000, rounds: 9 },
  small: { patients: 5_000, rounds: 2 },
};

/** Measures how long a reader waits while `caretype backup` runs beside the server, in turns with quiet moments. */
export async function measureBackup(context: BenchContext): Promise<BackupResult> {
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
