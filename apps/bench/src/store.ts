import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Machine } from "./machine.ts";

export const Stored = z.object({
  date: z.iso.datetime(),
  seconds: z.number(),
  /** From a small run: a placeholder for a full one, not a base for claims or comparisons. */
  rough: z.boolean().default(false),
  machine: Machine,
  versions: z.record(z.string(), z.string()),
  /** What a check measured when this was stored. Its rounds are shorter, which affects ratios. */
  baseline: z.array(z.object({ row: z.string(), value: z.number() })).optional(),
  result: z.unknown(),
});
export type Stored = z.output<typeof Stored>;

export const repositoryRoot = fileURLToPath(new URL("../../../", import.meta.url));
const folder = join(repositoryRoot, "apps/bench/results");
const fileOf = (section: string) => join(folder, `${section}.json`);

/** Returns the latest result of a section, or undefined if it was never measured. */
export function readStored(section: string): Stored | undefined {
  const file = fileOf(section);
  if (!existsSync(file)) return undefined;
  return Stored.parse(JSON.parse(readFileSync(file, "utf8")));
}

export function writeStored(section: string, stored: Stored): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(fileOf(section), `${JSON.stringify(stored, null, 2)}\n`);
}
