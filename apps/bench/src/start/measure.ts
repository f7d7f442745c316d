import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { startScratchDatabase } from "../environment/scratch-database.ts";
import { startCaretypeServer } from "../peer/caretype.ts";
import { Spread, spreadOf } from "../statistics.ts";

export const StartResult = z.object({
  rounds: z.int(),
  firstMilliseconds: z.number(),
  milliseconds: Spread,
  bareMilliseconds: Spread,
});
export type StartResult = z.output<typeof StartResult>;

const secretKey = "the bench's own key, long enough to be one";
const starts = { full: 11, small: 5 };

/** Measures from the command to the first 200 of `/health/ready`, with a running and migrated database. */
export async function measureStart(context: BenchContext): Promise<StartResult> {
  const database = await startScratchDatabase();
  const rounds = context.small ? starts.small : starts.full;
  const [ready, bare]: [number[], number[]] = [[], []];
  try {
    // Only the first start after an update compiles the code.
    const firstMilliseconds = await timeStart(database);
    for (let round = 0; round < rounds; round += 1) {
      ready.push(await timeStart(database));
      bare.push(await timeBareNode());
      context.log(`start: ${Math.round(ready.at(-1) ?? 0)} ms, bare Node ${Math.round(bare.at(-1) ?? 0)} ms`);
    }
    return { rounds, firstMilliseconds, milliseconds: spreadOf(ready), bareMilliseconds: spreadOf(bare) };
  } finally {
    await database.stop();
  }
}

async function timeStart(database: Awaited<ReturnType<typeof startScratchDatabase>>): Promise<number> {
  const startedAt = performance.now();
  const server = await startCaretypeServer({ database, secretKey });
  const milliseconds = performance.now() - startedAt;
  await server.stop();
  return milliseconds;
}

/** Returns how long an empty Node process takes on this machine. */
async function timeBareNode(): Promise<number> {
  const startedAt = performance.now();
  await promisify(execFile)(process.execPath, ["--eval", "0"]);
  return performance.now() - startedAt;
}
