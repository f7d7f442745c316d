import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { makeAuditPartitionsCommand } from "./audit-partitions.ts";
import { Connection } from "./connection/connection.ts";
import { parseDatabaseUrl } from "./connection/settings.ts";
import { inTransaction } from "./connection/transaction.ts";
import { dialect } from "./database.ts";
import { sqlStateOf } from "./errors.ts";
import { migrationSession } from "./migration-session.ts";

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/** Any number that nobody else takes: every process that migrates this database waits for the same lock. */
export const lockNumber = 4_861_220_531;

/**
 * Brings the database to the newest schema, in one transaction, and makes the audit's partitions of the next months.
 * Processes that start together wait for one another: the first migrates, the others find nothing to do.
 */
export async function migrate(url: string): Promise<void> {
  const migrations = readMigrationFiles({ migrationsFolder });
  const connection = new Connection({
    address: parseDatabaseUrl(url),
    prepare: false,
    connectTimeoutMilliseconds: 5_000,
    statementTimeoutMilliseconds: 0,
  });
  try {
    if (!(await isNewest(connection, migrations))) await applyMigrations(connection, migrations);
    await connection.command(makeAuditPartitionsCommand);
  } finally {
    await connection.end();
  }
}

async function applyMigrations(connection: Connection, migrations: MigrationMeta[]) {
  await assertUnicode(connection);
  // The lock ends with the transaction, whatever becomes of this process, and also behind PgBouncer.
  await inTransaction(
    connection,
    "begin; set local lock_timeout = 0; set local statement_timeout = 0",
    async (runner) => {
      await connection.command(`select pg_advisory_xact_lock(${lockNumber})`);
      await connection.command("set local lock_timeout = '30s'");
      await dialect.migrate(migrations, migrationSession(runner), { migrationsFolder });
    },
  );
}

/** Elsewhere a search would miss names in silence: `lower` and `like` would know ASCII only. */
async function assertUnicode(connection: Connection) {
  const [row] = await connection.command(
    "select current_setting('server_encoding') as encoding, lower('ÄÉ') as lower",
  );
  if (row?.encoding === "UTF8" && row.lower === "äé") return;
  throw new Error(
    `The database has encoding ${row?.encoding} and a locale that does not know all letters. Make it anew: ` +
      "create database … encoding 'UTF8' locale 'C.UTF-8' template template0",
  );
}

async function isNewest(connection: Connection, migrations: MigrationMeta[]) {
  const newest = migrations.at(-1)?.folderMillis ?? 0;
  try {
    const [row] = await connection.command(
      "select max(created_at) as done from drizzle.__drizzle_migrations",
    );
    return Number(row?.done ?? -1) >= newest;
  } catch (error) {
    const missing = ["3F000", "42P01"];
    if (missing.includes(sqlStateOf(error) ?? "")) return false;
    throw error;
  }
}
