import { globSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { getTableName } from "drizzle-orm";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { pgTable, uuid } from "drizzle-orm/pg-core";
import { expect, it, onTestFinished } from "vitest";
import { compareSnapshot, readSnapshot } from "../test/compare-snapshot.ts";
import { allTables } from "./all-tables.ts";
import { type Migration, migrationsFolder, readMigrations } from "./read-migrations.ts";

function folderWith(files: string[], entries: { tag: string; when: number }[]): string {
  const folder = mkdtempSync(path.join(tmpdir(), "caretype-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(path.join(folder, "meta"));
  const journal = entries.map((entry, idx) => ({ ...entry, idx, version: "7", breakpoints: true }));
  writeFileSync(path.join(folder, "meta/_journal.json"), JSON.stringify({ entries: journal }));
  for (const file of files) writeFileSync(path.join(folder, file), "select 1;");
  return folder;
}

const first = { tag: "0000_first", when: 1 };
const second = { tag: "0001_second", when: 2 };
const both = ["0000_first.sql", "0001_second.sql"];

it("reads the migrations of this version, and of another folder", () => {
  expect(readMigrations().length).toBeGreaterThan(50);
  const read = readMigrations(folderWith(both, [first, second]));
  expect(read.map(({ name, time }) => [name, time])).toEqual([
    ["0000_first", 1],
    ["0001_second", 2],
  ]);
});

it("reads them as drizzle does", () => {
  const [known, read] = [readMigrationFiles({ migrationsFolder }), readMigrations()];
  const asDrizzle = ({ time, sql, hash }: Migration) => ({ folderMillis: time, sql, hash, bps: true });
  expect(read.slice(0, known.length).map(asDrizzle)).toEqual(known);
});

it("takes the time of a migration that the journal lacks from its name", () => {
  const [, later] = readMigrations(folderWith(["0000_first.sql", "20261126093001_later.sql"], [first]));
  expect(later).toMatchObject({ time: Date.UTC(2026, 10, 26, 9, 30, 1), sql: ["select 1;"] });
});

it("keeps only the snapshot of the newest migration", () => {
  const newest = globSync("*.sql", { cwd: migrationsFolder }).toSorted().at(-1)?.split("_")[0];
  expect(globSync("meta/*_snapshot.json", { cwd: migrationsFolder })).toEqual([
    path.join("meta", `${newest}_snapshot.json`),
  ]);
});

it("names a column that no migration makes, and one that the schema lacks", () => {
  expect(compareSnapshot(readSnapshot(), allTables())).toEqual([]);
  const others = allTables().filter((table) => getTableName(table) !== "room");
  const own = pgTable("own_note", { id: uuid("id") });
  expect(compareSnapshot(readSnapshot(), [...others, own])).toEqual(
    expect.arrayContaining(["No migration adds own_note.columns.id.", "No migration drops room.columns.id."]),
  );
});

it.each([
  {
    files: ["0000_first.sql"],
    entries: [first, second],
    fault: /^The migration 0001_second\.sql is missing\. /,
  },
  { files: both, entries: [first], fault: /^The name of the migration 0001_second\.sql has no time/ },
  {
    files: ["0000_first.sql", "20261399000000_second.sql"],
    entries: [first],
    fault: /^The name of the migration 20261399000000_second\.sql has no time/,
  },
])("names the migration in one line if files and journal do not fit: $fault", ({ files, entries, fault }) => {
  const folder = folderWith(files, entries);
  expect(() => readMigrations(folder)).toThrow(fault);
  expect(() => readMigrations(folder)).not.toThrow(/\n/);
});
