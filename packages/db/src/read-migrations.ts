import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

export type Migration = {
  /**
   * The file's name without `.sql`, which identifies it in databases. Prefixed with the name of its module:
   * `lab/2027…_orders`.
   */
  name: string;
  /** When it was generated, in milliseconds. */
  time: number;
  sql: string[];
  hash: string;
};

const Journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** The times of the migrations with numbered names. Later names contain their time, and are in no journal. */
const journalName = "meta/_journal.json";

/** `20261126093000_referrals.sql` */
const timeInName = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/;

/** Module name to the folder of its migrations. */
const folders = new Map<string, string>();

/** Registers the modules' own migrations. Call it before anything migrates. */
export function addMigrations(modules: readonly { name: string; migratesFrom?: string }[]): void {
  for (const { name, migratesFrom } of modules)
    if (migratesFrom !== undefined) folders.set(name, fileURLToPath(new URL("migrations", migratesFrom)));
}

/** The core's, then those of each registered module. */
export const knownMigrations = (): Migration[] => [
  ...readMigrations(),
  ...[...folders].flatMap(([module, folder]) =>
    readOf(module, folder).map((migration) => ({ ...migration, name: `${module}/${migration.name}` })),
  ),
];

function readOf(module: string, folder: string): Migration[] {
  try {
    return readMigrations(folder);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The migrations of the module ${module} cannot be read: ${reason}`, { cause });
  }
}

/** The module of a migration: `lab`. Empty for the core. */
export const moduleOf = (name: string): string => /^(.*)\//.exec(name)?.[1] ?? "";

/**
 * Reads the migrations in the order of their names. Throws an error of one line if one is missing or has no time, as
 * after a wrong merge.
 */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  const journal = path.join(folder, journalName);
  const { entries } = existsSync(journal)
    ? Journal.parse(JSON.parse(readFileSync(journal, "utf8")))
    : { entries: [] };
  const times = new Map(entries.map(({ tag, when }) => [`${tag}.sql`, when]));
  for (const file of times.keys())
    if (!files.includes(file))
      throw new Error(
        `The migration ${file} is missing. Restore it, or delete its entry from ${journalName}.`,
      );
  return files.toSorted().map((file) => {
    const time = times.get(file) ?? timeIn(file);
    if (Number.isNaN(time))
      throw new Error(
        `The name of the migration ${file} has no time. Rename it, such as to 20261126093000_${file}.`,
      );
    const text = readFileSync(path.join(folder, file), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    return { name: path.parse(file).name, time, sql: text.split("--> statement-breakpoint"), hash };
  });
}

function timeIn(name: string): number {
  const [, year, month, day, hour, minute, second] = timeInName.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
