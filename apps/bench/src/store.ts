import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Machine } from "./machine.ts";

export const Stored = z.object({
  date: z.iso.datetime(),
  seconds: z.number(),
  /** From a short run: not a base for claims or comparisons. */
  rough: z.boolean().default(false),
  machine: Machine,
  versions: z.record(z.string(), z.string()),
  /** The result of a check at that time. Its shorter rounds affect ratios. */
  baseline: z.array(z.object({ row: z.string(), value: z.number() })).optional(),
  result: z.unknown(),
});
export type Stored = z.output<typeof Stored>;

export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(repositoryRoot, "apps/bench/results");
const fileOf = (section: string) => join(folder, `${section}.json`);

export function readStored(section: string): Stored | undefined {
  const file = fileOf(section);
  if (!existsSync(file)) return undefined;
  return Stored.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeStored(section: string, stored: Stored): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(section), `${JSON.stringify(stored, null, 2)}\n`);
}
