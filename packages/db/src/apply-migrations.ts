import { readPlaced } from "./citus/placed.ts";
import { placingMigration } from "./citus/placing-migration.ts";
import { liftTimeouts } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";
import { isStatementError } from "./errors.ts";
import { makeJobsSchema } from "./jobs/jobs-schema.ts";
import { prepareJournal, readNames, recordMigration } from "./migration-journal.ts";
import { whileMigrating } from "./migration-lock.ts";
import type { Migration } from "./read-migrations.ts";

/**
 * Applies the migrations that the database lacks, each in a transaction of its own, while servers run. Only one of
 * several processes works at a time.
 * @param connect opens a second connection to the same database, if a migration needs one.
 */
export async function applyMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  connect: () => Connection,
): Promise<void> {
  await liftTimeouts(connection);
  await whileMigrating(connection, () => prepareJournal(connection, migrations));
  const applied = await readNames(connection);
  const isOnCitus = (await readPlaced(connection)).size > 0;
  for (const migration of migrations.filter(({ name }) => !applied.has(name))) {
    try {
      if (isConcurrent(migration)) await applyConcurrently(connection, migration, connect());
      else await applyOne(connection, isOnCitus ? placingMigration(migration) : migration);
    } catch (cause) {
      throw describeFailure(migration.name, cause);
    }
  }
  await whileMigrating(connection, () => makeJobsSchema(connection));
}

/** The server's message, for the operator. Not for a log: it may quote a record. */
const describeFailure = (migration: string, cause: unknown) =>
  isStatementError(cause)
    ? new Error(`The migration ${migration} failed: ${cause.message}`, { cause })
    : cause;

/** Skips the migration if another process has applied it. */
const applyOne = (connection: Connection, migration: Migration) =>
  whileMigrating(connection, async () => {
    if ((await readNames(connection)).has(migration.name)) return;
    for (const statement of migration.sql) await connection.command(statement);
    await recordMigration(connection, migration);
  });

const concurrentIndex =
  /^(?:\s|--.*\n)*(create(?: unique)?|drop) index concurrently (?:if (?:not )?exists )?("?[\w.]+"?)/i;

/** Whether it creates or drops indexes of tables in use. PostgreSQL does this only outside of a transaction. */
function isConcurrent({ sql }: Migration): boolean {
  const concurrent = sql.filter((statement) => concurrentIndex.test(statement));
  if (concurrent.length === 0) return false;
  if (concurrent.length === sql.length) return true;
  throw new Error(
    "A migration with CONCURRENTLY contains only such statements: move the others to one of their own.",
  );
}

/** Runs its statements on `connection`, while a transaction on `guard` holds the lock against other processes. */
async function applyConcurrently(connection: Connection, migration: Migration, guard: Connection) {
  try {
    await whileMigrating(guard, async () => {
      if ((await readNames(guard)).has(migration.name)) return;
      for (const statement of migration.sql) await runConcurrently(connection, statement);
      await recordMigration(guard, migration);
    });
  } finally {
    await guard.end();
  }
}

/** An interrupted build leaves an invalid index, so it is dropped first. */
async function runConcurrently(connection: Connection, statement: string) {
  const [, verb = "", name = ""] = concurrentIndex.exec(statement) ?? [];
  await connection.command(`drop index concurrently if exists ${name}`);
  if (verb.toLowerCase() !== "drop") await connection.command(statement);
}
