import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import type { BenchContext } from "../context.ts";
import { Spread, spreadOf } from "../statistics.ts";

export const KitResult = z.object({
  processes: z.int(),
  /** The first start of each process, which also starts PostgreSQL. */
  first: Spread,
  /** All other starts. */
  later: Spread,
});
export type KitResult = z.output<typeof KitResult>;

const program = fileURLToPath(new URL("./start-backends.ts", import.meta.url));
const amounts = { full: { processes: 7, starts: 11 }, small: { processes: 1, starts: 3 } };

/** Measures `startBackend`, the first time in a process, and after that. */
export async function measureKit({ small, log }: BenchContext): Promise<KitResult> {
  const { processes, starts } = small ? amounts.small : amounts.full;
  // The very first one also migrates a database, and keeps it for the others.
  await timeStarts(1);
  const [first, later]: [number[], number[]] = [[], []];
  for (let round = 0; round < processes; round += 1) {
    const [one = 0, ...others] = await timeStarts(starts);
    first.push(one);
    later.push(...others);
    log(`testing kit: ${Math.round(one)} ms, then ${others.map(Math.round).join(", ")}`);
  }
  return { processes, first: spreadOf(first), later: spreadOf(later) };
}

async function timeStarts(starts: number): Promise<number[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(starts)]);
  return z.array(z.number()).parse(JSON.parse(stdout));
}
