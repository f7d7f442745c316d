import type { MigrationMeta } from "drizzle-orm/migrator";
import type { Connection } from "./connection/connection.ts";
import type { TransactionRunner } from "./connection/transaction.ts";
import { dialect } from "./database.ts";
import { makeJobsSchema } from "./jobs/jobs-schema.ts";
import { migrationSession } from "./migration-session.ts";
import { readMigrations } from "./read-migrations.ts";

/**
 * Creates the schema of an empty database as it was after a migration, which is given by its `when`.
 * Returns false if this version does not have the migration.
 */
export async function makeSchema(
  { connection, runner }: { connection: Connection; runner: TransactionRunner },
  newest: number,
): Promise<boolean> {
  const known = readMigrations();
  if (!known.some(({ folderMillis }) => folderMillis === newest)) return false;
  const applied = known.filter(({ folderMillis }) => folderMillis <= newest).map(inTransactionForm);
  await dialect.migrate(applied, migrationSession(runner), { migrationsFolder: "" });
  await makeJobsSchema(connection);
  return true;
}

/** The tables are empty, so nothing needs to be done concurrently. */
const inTransactionForm = (migration: MigrationMeta): MigrationMeta => ({
  ...migration,
  sql: migration.sql.map((statement) => statement.replace(/\bindex concurrently\b/i, "index")),
});
