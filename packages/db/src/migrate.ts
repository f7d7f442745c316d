import { fileURLToPath } from "node:url";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { advisoryLocks } from "./advisory-locks.ts";
import { auditFaultOf, auditFaults, describeAuditFault } from "./audit-guards.ts";
import { makeAuditPartitionsCommand } from "./audit-partitions.ts";
import { Connection } from "./connection/connection.ts";
import { parseDatabaseUrl } from "./connection/settings.ts";
import { inTransaction } from "./connection/transaction.ts";
import { dialect } from "./database.ts";
import { sqlStateOf } from "./errors.ts";
import { areJobsReady, makeJobsSchema } from "./jobs/jobs-schema.ts";
import { migrationSession } from "./migration-session.ts";
import {
  type RoleState,
  roleStateColumns,
  roleStateOf,
  type Serving,
  setUpServerRole,
} from "./server-role.ts";

/** SQLSTATE of a privilege that is not there. */
const refused = "42501";
const deadlock = "40P01";

const migrationsFolder = fileURLToPath(new URL("../migrations", import.meta.url));

/**
 * Brings the database to the newest schema, and pg-boss's beside it, in one transaction, sees to the role that serves,
 * and makes the audit's partitions of the next months. Processes that start together wait for one another: the first migrates, the others
 * find nothing to do. Where there is nothing to do, a user that may only serve will do.
 */
export async function migrate(url: string): Promise<Serving> {
  const migrations = readMigrationFiles({ migrationsFolder });
  const connection = new Connection({
    address: parseDatabaseUrl(url),
    prepare: false,
    connectTimeoutMilliseconds: 5_000,
    statementTimeoutMilliseconds: 0,
  });
  try {
    let state = await stateOf(connection);
    const newest = migrations.at(-1)?.folderMillis ?? 0;
    if (state.newest > newest) throw new Error(tooNew);
    if (state.newest < newest || !areJobsReady(state.jobs)) {
      await applyMigrations(connection, migrations);
      // Not where it was empty, nor for the jobs alone.
      if (state.newest >= 0 && state.newest < newest) await connection.command(vacuum);
      state = await stateOf(connection);
    }
    const serving = await setUpServerRole(connection, state);
    await connection.command(makeAuditPartitionsCommand);
    if (serving.role !== null || serving.isApart) return serving;
    // Then they are all that keeps the audit as it is.
    const faults = await connection.command(auditFaults);
    return faults.length === 0
      ? serving
      : { ...serving, auditFaults: faults.map((row) => describeAuditFault(auditFaultOf(row))) };
  } finally {
    await connection.end();
  }
}

/**
 * A migration may have written these anew: then nothing is known of their values, and no page as one that all may see,
 * so that searches are planned badly, until autovacuum comes by, which counts only what was written since.
 */
const vacuum = "vacuum (analyze) account, doctor, patient";

/** What it does not know of, it would get wrong without a word: search for what is no longer written so, for instance. */
const tooNew =
  "The database has a newer schema than this version knows: a later version has migrated it. Start that one, or a later one.";

/** How often it begins anew when servers that still run have locked its tables in another order than it does. */
const mostDeadlocks = 5;

async function applyMigrations(connection: Connection, migrations: MigrationMeta[]) {
  await assertUnicode(connection);
  for (let deadlocks = 0; ; deadlocks++) {
    try {
      return await applyOnce(connection, migrations);
    } catch (error) {
      if (sqlStateOf(error) !== deadlock || deadlocks === mostDeadlocks) throw error;
    }
  }
}

async function applyOnce(connection: Connection, migrations: MigrationMeta[]) {
  // The lock ends with the transaction, whatever becomes of this process, and also behind PgBouncer.
  const done = inTransaction(
    connection,
    "begin; set local lock_timeout = 0; set local statement_timeout = 0",
    async (runner) => {
      await connection.command(`select pg_advisory_xact_lock(${advisoryLocks.migrating})`);
      await connection.command("set local lock_timeout = '30s'");
      await dialect.migrate(migrations, migrationSession(runner), { migrationsFolder });
      await makeJobsSchema(connection);
    },
  );
  await done.catch((cause: unknown) => {
    if (sqlStateOf(cause) !== refused) throw cause;
    throw new Error(
      "The database does not have the newest schema, and its user may not change that: " +
        `run \`caretype migrate\` as the user that owns the tables.${saidBy(cause)}`,
      { cause },
    );
  });
}

/** No record is in what PostgreSQL says of a privilege. */
function saidBy(error: unknown): string {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return root instanceof Error ? ` (${root.message})` : "";
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

const state = `
  select newest_migration() as newest, jobs_state() as jobs, ${roleStateColumns} from server_role_state()`;

/** The newest of what is asked. On a database without it the question itself would be an ERROR in its log. */
const canBeAsked = "select to_regprocedure('jobs_state()') is not null as known";

/** How new the schema and that of the jobs are, and what there is of the role; in two questions, as every start waits for them. */
async function stateOf(connection: Connection): Promise<RoleState & { newest: number; jobs: unknown }> {
  const [asked] = await connection.command(canBeAsked);
  if (asked?.known !== true)
    return { newest: -1, jobs: null, mayTake: false, isApart: false, lacks: true, differs: true };
  try {
    const [row = {}] = await connection.command(state);
    return { newest: Number(row.newest ?? -1), jobs: row.jobs, ...roleStateOf(row) };
  } catch (error) {
    if (sqlStateOf(error) === refused) {
      throw new Error(
        "The database's user has no rights to the tables: `grant caretype_server to …` gives it those of a server.",
        { cause: error },
      );
    }
    throw error;
  }
}
