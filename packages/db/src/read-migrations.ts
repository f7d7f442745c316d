import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import type { MigrationMeta } from "drizzle-orm/migrator";
import { z } from "zod";

export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

const Journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/** The times of the migrations whose names have a number. Later names have their time, and are in no journal. */
const journalName = "meta/_journal.json";

/** `20261126093000_referrals.sql` */
const timeInName = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_/;

type Named = { name: string; when: number };

/**
 * Reads the migrations, oldest first. Throws if they do not fit together, as after a wrong merge: a database skips a
 * migration that seems older than its newest one.
 */
export function readMigrations(folder = migrationsFolder): MigrationMeta[] {
  return named(folder).map(({ name, when }) => {
    const text = readFileSync(path.join(folder, name), "utf8");
    const hash = createHash("sha256").update(text).digest("hex");
    return { sql: text.split("--> statement-breakpoint"), bps: true, folderMillis: when, hash };
  });
}

/** Throws an error in one line. */
function named(folder: string): Named[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(".sql"));
  const { entries } = Journal.parse(JSON.parse(readFileSync(path.join(folder, journalName), "utf8")));
  const times = new Map(entries.map(({ tag, when }) => [`${tag}.sql`, when]));
  for (const name of times.keys())
    if (!files.includes(name))
      throw new Error(
        `The migration ${name} is missing. Restore it, or delete its entry from ${journalName}.`,
      );
  return files.toSorted().map((name, index, all) => {
    const when = times.get(name) ?? timeIn(name);
    if (Number.isNaN(when))
      throw new Error(
        `The name of the migration ${name} has no time. Rename it, such as to 20261126093000_${name}.`,
      );
    const before = all[index - 1];
    if (before !== undefined && when <= (times.get(before) ?? timeIn(before)))
      throw new Error(
        `The migration ${name} is older than ${before}, so it would be skipped. Give its name a later time.`,
      );
    return { name, when };
  });
}

function timeIn(name: string): number {
  const [, year, month, day, hour, minute, second] = timeInName.exec(name) ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}
