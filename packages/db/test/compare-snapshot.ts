import { globSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { generateDrizzleJson } from "drizzle-kit/api";
import type { PgTable } from "drizzle-orm/pg-core";
import { z } from "zod";
import { allTables } from "../src/all-tables.ts";

const Parts = z.record(z.string(), z.unknown());
const Snapshot = z.object({ tables: z.record(z.string(), Parts) });

/** Describes each column, index and constraint in which the tables differ from the snapshot of the newest migration. */
export function compareSnapshot(snapshot: unknown, tables: readonly PgTable[]): string[] {
  const migrated = partsOf(snapshot);
  const current = partsOf(generateDrizzleJson(Object.fromEntries(tables.entries())));
  return [...new Set([...migrated.keys(), ...current.keys()])]
    .filter((name) => !isDeepStrictEqual(migrated.get(name), current.get(name)))
    .map((name) => {
      if (!migrated.has(name)) return `No migration adds ${name}.`;
      return current.has(name) ? `No migration changes ${name}.` : `No migration drops ${name}.`;
    });
}

/** Parts of tables by name, such as `patient.columns.birth_date`. */
function partsOf(snapshot: unknown): Map<string, unknown> {
  const parts = Object.entries(Snapshot.parse(snapshot).tables).flatMap(([table, kinds]) =>
    Object.entries(kinds).flatMap(([kind, value]) => {
      const named = Parts.safeParse(value).data ?? {};
      return Object.entries(named).map(
        ([name, part]) => [`${table.replace("public.", "")}.${kind}.${name}`, part] as const,
      );
    }),
  );
  // As stored in a file.
  return new Map(parts.map(([name, part]) => [name, JSON.parse(JSON.stringify(part))]));
}

const migrations = new URL("../migrations/", import.meta.url);
const snapshots = () => globSync("meta/*_snapshot.json", { cwd: migrations }).toSorted();

export function readSnapshot(): unknown {
  return JSON.parse(readFileSync(new URL(String(snapshots().at(-1)), migrations), "utf8"));
}

/** After a merge of two branches with migrations: the snapshot of both branches' tables, which replaces the two. */
function writeSnapshot(tables: readonly PgTable[]): void {
  const [newest = ""] = globSync("*.sql", { cwd: migrations }).toSorted().at(-1)?.split("_") ?? [];
  for (const path of snapshots()) rmSync(new URL(path, migrations));
  const snapshot = generateDrizzleJson(Object.fromEntries(tables.entries()));
  writeFileSync(
    new URL(`meta/${newest}_snapshot.json`, migrations),
    `${JSON.stringify(snapshot, null, 2)}\n`,
  );
}

if (import.meta.main) {
  if (process.argv.includes("--write")) writeSnapshot(allTables());
  const differences = compareSnapshot(readSnapshot(), allTables());
  const advice = "Generate it: npx -y pnpm@12 --filter @caretype/db migration --name <what-it-does>\n";
  if (differences.length > 0) process.stderr.write(`${[...differences, advice].join("\n")}`);
  process.exitCode = differences.length > 0 ? 1 : 0;
}
