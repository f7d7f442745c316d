import type { Connection } from "./connection/connection.ts";
import { makeJobsSchema } from "./jobs/jobs-schema.ts";
import { prepareJournal, recordMigration } from "./migration-journal.ts";
import { knownMigrations } from "./read-migrations.ts";

/** The names of a database's applied migrations. Earlier backups have only the time of the newest. */
export type SchemaVersion = { newest: number; names?: readonly string[] | undefined };

/**
 * Creates the schema of an empty database as of these migrations, in a transaction. If this version lacks one of
 * them, returns its name or time, and creates nothing.
 */
export async function makeSchema(
  connection: Connection,
  { newest, names }: SchemaVersion,
): Promise<string | undefined> {
  const known = knownMigrations();
  const missing = names
    ? names.find((name) => !known.some((migration) => migration.name === name))
    : known.every(({ time }) => time !== newest) && new Date(newest).toISOString();
  if (missing) return missing;
  const applied = known.filter(({ name, time }) => (names ? names.includes(name) : time <= newest));
  await prepareJournal(connection, []);
  for (const migration of applied) {
    for (const statement of migration.sql) await connection.command(inTransactionForm(statement));
    await recordMigration(connection, migration);
  }
  await makeJobsSchema(connection);
  return undefined;
}

/** The tables are empty, so nothing needs to be done concurrently. */
const inTransactionForm = (statement: string) => statement.replace(/\bindex concurrently\b/i, "index");
