import { sql } from "drizzle-orm";
import { AppliedMigrations, compareMigrations } from "./compare-migrations.ts";
import type { Database } from "./database.ts";
import { knownMigrations, type Migration } from "./read-migrations.ts";

let known: readonly Migration[] | undefined;

/** Returns the names of this version's migrations that the database lacks, for example after an older copy took its place. */
export async function findLackingMigrations(reader: Database): Promise<string[]> {
  known ??= knownMigrations();
  const [row] = await reader.execute(sql`select applied_migrations() as applied`);
  return compareMigrations(known, AppliedMigrations.parse(row?.applied)).lacking;
}
