import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { z } from "zod";

export const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

const Journal = z.object({ entries: z.array(z.object({ tag: z.string(), when: z.number() })) });

/**
 * Reads the migrations, oldest first. Throws if files and journal do not fit together, as after a wrong merge: drizzle
 * would skip a file without an entry, and a migration that seems older than the one before.
 */
export function readMigrations(folder = migrationsFolder): MigrationMeta[] {
  const fault = faultOf(folder);
  if (fault !== null) throw new Error(fault);
  return readMigrationFiles({ migrationsFolder: folder });
}

const journalName = "meta/_journal.json";

/** In one line, or null. */
function faultOf(folder: string): string | null {
  const { entries } = Journal.parse(JSON.parse(readFileSync(path.join(folder, journalName), "utf8")));
  const files = new Set(readdirSync(folder).filter((name) => name.endsWith(".sql")));
  const lacking = entries.find(({ tag }) => !files.has(`${tag}.sql`));
  if (lacking)
    return `The migration ${lacking.tag}.sql is missing. Restore it, or delete its entry from ${journalName}.`;
  const tags = new Set(entries.map(({ tag }) => `${tag}.sql`));
  const unlisted = [...files].find((name) => !tags.has(name));
  if (unlisted)
    return `The migration ${unlisted} has no entry in ${journalName}, so it would never run. Add the entry, or delete the file.`;
  const late = entries.find(({ when }, index) => when <= (entries[index - 1]?.when ?? 0));
  if (late)
    return `The migration ${late.tag} is older than the one before it in ${journalName}, so it would be skipped. Give it a later \`when\`.`;
  return null;
}
