import type { MigrationMeta } from "drizzle-orm/migrator";
import { auditFaultOf, auditFaults, describeAuditFault } from "./audit-guards.ts";
import { makeAuditPartitionsCommand } from "./audit-partitions.ts";
import { completeAuditIndexes } from "./complete-audit-indexes.ts";
import { connect } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";
import { sqlStateOf } from "./errors.ts";
import { areJobsReady } from "./jobs/jobs-schema.ts";
import { readMigrations } from "./read-migrations.ts";
import {
  type RoleState,
  roleStateColumns,
  roleStateOf,
  type ServerRoleStatus,
  setUpServerRole,
} from "./server-role.ts";

/** SQLSTATE for insufficient privilege. */
const refused = "42501";
/** SQLSTATE of a statement that did not get a lock in time. */
const lockNotAvailable = "55P03";

/**
 * Migrates the database and pg-boss's schema to the newest version, while servers of the version before run. Also
 * sets up the serving role and creates the audit partitions of the next months. Concurrent starts wait: the first
 * migrates, and the others find nothing to do. If nothing is to do, a user with only the serving role suffices.
 * A schema that a later version has migrated stays, if this version can run on it.
 */
export async function migrate(url: string): Promise<ServerRoleStatus> {
  const migrations = readMigrations();
  await using connection = connect(url);
  let state = await stateOf(connection);
  const newest = migrations.at(-1)?.folderMillis ?? 0;
  if (state.newest > newest) await assertCompatible(connection, newest);
  if (state.newest < newest || !areJobsReady(state.jobs)) {
    const lacking = migrations.filter(({ folderMillis }) => folderMillis > state.newest);
    await applyAll(connection, lacking, url);
    // Skipped if the database was empty, or only the jobs changed.
    if (state.newest >= 0 && state.newest < newest) await connection.command(vacuum);
    state = await stateOf(connection);
  }
  const serving = await setUpServerRole(connection, state);
  await connection.command(makeAuditPartitionsCommand).catch((error: unknown) => {
    // On Citus, a transaction that writes may keep them from being made. A daily task makes them, too.
    if (sqlStateOf(error) !== lockNotAvailable) throw error;
  });
  // Also if a run before was killed after its migrations.
  await completeAuditIndexes(connection, () => connect(url));
  if (serving.role !== null || serving.isSeparateUser) return serving;
  // Without that role, only these triggers protect the audit.
  const faults = await connection.command(auditFaults);
  return faults.length === 0
    ? serving
    : { ...serving, auditFaults: faults.map((row) => describeAuditFault(auditFaultOf(row))) };
}

/**
 * How the database's schema compares with this version's. This version runs on a `newer` one, but not on one that is
 * `incompatible`. An `incomplete` one lacks foreign keys, or functions on workers of Citus.
 */
export type SchemaState = "current" | "incomplete" | "older" | "newer" | "incompatible" | "none";

/** Changes nothing. */
export async function readSchemaState(url: string): Promise<SchemaState> {
  await using connection = connect(url);
  const { newest: found, jobs } = await stateOf(connection);
  if (found < 0) return "none";
  const newest = readMigrations().at(-1)?.folderMillis ?? 0;
  if (found > newest) return (await isCompatible(connection, newest)) ? "newer" : "incompatible";
  if (found < newest || !areJobsReady(jobs)) return "older";
  const { isIncomplete } = await import("./citus/place-tables.ts");
  return (await isIncomplete(connection)) ? "incomplete" : "current";
}

/**
 * Run after migrations that may have rewritten these tables.
 * Until then, the planner has no statistics and no visibility map, so searches get bad plans. Autovacuum would
 * come late, because it counts only later writes.
 */
const vacuum = "vacuum (analyze) account, doctor, patient";

/** Whether servers of the version whose newest migration is given may run on a newer schema. */
async function isCompatible(connection: Connection, newest: number): Promise<boolean> {
  const [row] = await connection.command("select oldest_compatible_migration() as oldest");
  return newest >= Number(row?.oldest);
}

async function assertCompatible(connection: Connection, newest: number) {
  if (!(await isCompatible(connection, newest))) throw new Error(tooNew);
}

/** An older server would silently misinterpret newer data, such as search text in another form. */
const tooNew =
  "The database has a newer schema than this version supports: a later version has migrated it. Start that version, or a later one.";

async function applyAll(connection: Connection, migrations: MigrationMeta[], url: string) {
  await assertSuitable(connection);
  // Rarely needed, and a start loads as little as possible.
  const { applyMigrations } = await import("./apply-migrations.ts");
  await applyMigrations(connection, migrations, () => connect(url)).catch((cause: unknown) => {
    const state = sqlStateOf(cause);
    if (state === lockNotAvailable) throw new Error(noLock, { cause });
    if (state !== refused) throw cause;
    throw new Error(
      "The database does not have the newest schema, and its user may not migrate it: " +
        `run \`caretype migrate\` as the user that owns the tables.${messageOf(cause)}`,
      { cause },
    );
  });
}

const noLock =
  "The migration could not lock a table within minutes, because another transaction keeps it in use. " +
  "End that transaction and try again. Migrations that were applied stay.";

/** PostgreSQL's messages about privileges contain no patient data. */
function messageOf(error: unknown): string {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return root instanceof Error ? ` (${root.message})` : "";
}

/**
 * Without UTF-8, searches would silently miss names: `lower` and `like` would only know ASCII. PostgreSQL looks for tables
 * in a schema with the user's name first, if there is one, where another program's could be taken for ours.
 */
export async function assertSuitable(connection: Connection) {
  const [row] = await connection.command(
    "select current_setting('server_encoding') as encoding, lower('ÄÉ') as lower, current_schema() as schema",
  );
  const isUnicode = row?.encoding === "UTF8" && row.lower === "äé";
  if (isUnicode && row.schema === "public") return;
  if (isUnicode)
    throw new Error(
      `The database's user would make tables in the schema ${row.schema}, but they have to be in public. ` +
        "Run: alter role … set search_path = public",
    );
  throw new Error(
    `The database has encoding ${row?.encoding} and a locale that does not support all letters. Recreate it: ` +
      "create database … encoding 'UTF8' locale 'C.UTF-8' template template0",
  );
}

const state = `
  select newest_migration() as newest, jobs_state() as jobs, ${roleStateColumns} from server_role_state()`;

/** The newest function that `state` calls. Without this check, an empty database would log an ERROR. */
const canBeAsked = "select to_regprocedure('jobs_state()') is not null as known";

/**
 * Reads the versions of the schema and of the jobs, and the role's state.
 * Every start waits for it, so it takes only two queries.
 */
async function stateOf(connection: Connection): Promise<RoleState & { newest: number; jobs: unknown }> {
  const [asked] = await connection.command(canBeAsked);
  if (asked?.known !== true)
    return { newest: -1, jobs: null, canAssume: false, isSeparateUser: false, lacks: true, differs: true };
  try {
    const [row = {}] = await connection.command(state);
    return { newest: Number(row.newest ?? -1), jobs: row.jobs, ...roleStateOf(row) };
  } catch (error) {
    if (sqlStateOf(error) === refused) {
      throw new Error(
        "The database's user has no privileges on the tables. Run `grant caretype_server to …` to give it those of a server.",
        { cause: error },
      );
    }
    throw error;
  }
}
