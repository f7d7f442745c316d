import type { MigrationMeta } from "drizzle-orm/migrator";
import { readPlaced } from "./citus/placed.ts";
import { placingMigration } from "./citus/placing-migration.ts";
import { liftTimeouts } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";
import { dialect } from "./database.ts";
import { makeJobsSchema } from "./jobs/jobs-schema.ts";
import { whileMigrating } from "./migration-lock.ts";
import { migrationSession } from "./migration-session.ts";

/**
 * Applies the migrations that the database lacks, each in a transaction of its own, while servers run.
 * One of several processes works at a time.
 * @param connect opens a second connection to the same database, if a migration needs one.
 */
export async function applyMigrations(
  connection: Connection,
  migrations: MigrationMeta[],
  connect: () => Connection,
): Promise<void> {
  await liftTimeouts(connection);
  const isOnCitus = (await readPlaced(connection)).size > 0;
  for (const migration of migrations) {
    if (isConcurrent(migration)) await applyConcurrently(connection, migration, connect());
    else await applyOne(connection, isOnCitus ? placingMigration(migration) : migration);
  }
  await whileMigrating(connection, () => makeJobsSchema(connection));
}

/** Drizzle skips the migration if another process has applied it. */
const applyOne = (connection: Connection, migration: MigrationMeta) =>
  whileMigrating(connection, (runner) =>
    dialect.migrate([migration], migrationSession(runner), { migrationsFolder: "" }),
  );

const concurrentIndex =
  /^(?:\s|--.*\n)*(create(?: unique)?|drop) index concurrently (?:if (?:not )?exists )?("?[\w.]+"?)/i;

/** Whether it makes or drops indexes of tables in use. PostgreSQL does this only outside of a transaction. */
function isConcurrent({ sql }: MigrationMeta): boolean {
  const concurrent = sql.filter((statement) => concurrentIndex.test(statement));
  if (concurrent.length === 0) return false;
  if (concurrent.length === sql.length) return true;
  throw new Error(
    "A migration with CONCURRENTLY contains only such statements: move the others to one of their own.",
  );
}

/** Runs its statements on `connection`, while a transaction on `guard` holds the lock against other processes. */
async function applyConcurrently(connection: Connection, migration: MigrationMeta, guard: Connection) {
  try {
    await whileMigrating(guard, async (runner) => {
      const [applied] = await guard.command(
        `select from drizzle.__drizzle_migrations where created_at = ${migration.folderMillis}`,
      );
      if (applied !== undefined) return;
      for (const statement of migration.sql) await runConcurrently(connection, statement);
      await dialect.migrate([{ ...migration, sql: [] }], migrationSession(runner), { migrationsFolder: "" });
    });
  } finally {
    await guard.end();
  }
}

/** An index whose making was interrupted stays, invalid, so it is dropped first. */
async function runConcurrently(connection: Connection, statement: string) {
  const [, verb = "", name = ""] = concurrentIndex.exec(statement) ?? [];
  await connection.command(`drop index concurrently if exists ${name}`);
  if (verb.toLowerCase() !== "drop") await connection.command(statement);
}
