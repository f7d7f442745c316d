import { auditFaultOf, auditFaults, describeAuditFault } from "./audit-guards.ts";
import { makeAuditPartitionsCommand } from "./audit-partitions.ts";
import { type AppliedMigration, AppliedMigrations, compareMigrations } from "./compare-migrations.ts";
import { completeAuditIndexes } from "./complete-audit-indexes.ts";
import { connect } from "./connection/connect.ts";
import type { Connection } from "./connection/connection.ts";
import { inUnlimitedTransaction } from "./connection/transaction.ts";
import { sqlStateOf, sqlStates } from "./errors.ts";
import { areJobsReady } from "./jobs/jobs-schema.ts";
import { journal, readJournal } from "./migration-journal.ts";
import { knownMigrations, type Migration, moduleOf } from "./read-migrations.ts";
import {
  type RoleState,
  roleStateColumns,
  roleStateOf,
  type ServerRoleStatus,
  setUpServerRole,
} from "./server-role.ts";

/** SQLSTATE of a change in a read-only transaction. */
const readOnly = "25006";

/**
 * Migrates the database and pg-boss's schema to the newest version, while servers of the previous version run. Also
 * sets up the serving role and creates the audit partitions of the next months. Concurrent starts wait: the first
 * migrates, and the others find nothing to do. If nothing is to do, a user with only the serving role suffices. A
 * schema migrated by a later version stays, if this version can run on it.
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[] = knownMigrations(),
): Promise<ServerRoleStatus> {
  await using connection = connect(url);
  const read = () => inUnlimitedTransaction(connection, () => stateOf(connection));
  let state = await read();
  const schema = await compareSchema(connection, migrations, state);
  const refusal = refusalOf(schema);
  if (refusal !== undefined) throw new Error(refusal);
  if (schema.state === "none" || schema.state === "older") {
    await applyAll(connection, migrations, { url, lacking: schema.migrations });
    // Skipped if the database was empty, or only the jobs changed.
    if (schema.state === "older" && schema.migrations.length > 0) await connection.command(vacuum);
    state = await read();
  }
  const serving = await setUpServerRole(connection, state);
  // On Citus, a writing transaction may prevent their creation. A daily task creates them, too.
  await inUnlimitedTransaction(connection, () => connection.command(makeAuditPartitionsCommand)).catch(
    (error: unknown) => {
      if (sqlStateOf(error) !== sqlStates.lockNotAvailable) throw error;
    },
  );
  // Also if an earlier run was killed after its migrations.
  await completeAuditIndexes(connection, () => connect(url));
  if (serving.role !== null || serving.isSeparateUser) return serving;
  // Without that role, only these triggers protect the audit.
  const faults = await inUnlimitedTransaction(connection, () => connection.command(auditFaults));
  return faults.length === 0
    ? serving
    : { ...serving, auditFaults: faults.map((row) => describeAuditFault(auditFaultOf(row))) };
}

/**
 * How the database's schema compares with this version's, with the names of the differing migrations. This version
 * runs on a `newer` one. It does not start on one that is `incompatible`, or has migrations that are `changed` or
 * `unknown`. An `incomplete` one lacks foreign keys, or functions on workers of Citus.
 */
export type SchemaState = {
  state: "current" | "incomplete" | "older" | "newer" | "incompatible" | "changed" | "unknown" | "none";
  migrations: string[];
};

/** Changes nothing. */
export async function readSchemaState(
  url: string,
  migrations: readonly Migration[] = knownMigrations(),
): Promise<SchemaState> {
  await using connection = connect(url);
  return await inUnlimitedTransaction(connection, async () => {
    const schema = await compareSchema(connection, migrations, await stateOf(connection));
    if (schema.state !== "current") return schema;
    const { isIncomplete } = await import("./citus/place-tables.ts");
    return (await isIncomplete(connection)) ? { ...schema, state: "incomplete" } : schema;
  });
}

async function compareSchema(
  connection: Connection,
  known: readonly Migration[],
  { applied, jobs }: State,
): Promise<SchemaState> {
  if (applied === undefined) return { state: "older", migrations: [] };
  const { lacking, changed, unknown, later } = compareMigrations(known, applied);
  if (changed.length > 0) return { state: "changed", migrations: changed };
  if (unknown.length > 0) return { state: "unknown", migrations: unknown };
  if (later.length > 0 && !(await isCompatible(connection, known)))
    return { state: "incompatible", migrations: later };
  if (applied.length === 0) return { state: "none", migrations: [] };
  if (lacking.length > 0 || !areJobsReady(jobs)) return { state: "older", migrations: lacking };
  return { state: later.length > 0 ? "newer" : "current", migrations: later };
}

/** Why this version does not start on such a schema, and the remedy. */
export function refusalOf({ state, migrations }: SchemaState): string | undefined {
  const names = listNames(migrations);
  if (state === "changed")
    return (
      `The database has ${names} with another content than this version. Start the version that applied it, or restore its ` +
      `file. If the database has all that the file says now, set its hash in ${journal} to the SHA-256 of the file.`
    );
  if (state === "unknown")
    return (
      `The database has ${names}, which this version does not have and no later version can have applied. ` +
      "Start the version that applied it, or add its file to packages/db/migrations, or that of its module."
    );
  // An older server would silently misinterpret newer data, such as search text in another form.
  if (state === "incompatible")
    return (
      `The database has ${names}, applied after all of this version, which cannot run on it. A later version has migrated it: ` +
      "start that version, or a later one. If it is a migration of your own, add its file to packages/db/migrations."
    );
  return undefined;
}

const maxNames = 3;

/** `the migration a`, or `the migrations a, b, c and 2 more` */
export function listNames(names: readonly string[]): string {
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : "";
  return `the migration${names.length === 1 ? "" : "s"} ${names.slice(0, maxNames).join(", ")}${more}`;
}

/**
 * Run after migrations that may have rewritten these tables. Until then, the planner has no statistics and no
 * visibility map, so searches get bad plans. Autovacuum would come late, because it counts only later writes.
 */
const vacuum = "vacuum (analyze) account, doctor, patient";

/** Whether servers of this version may run on a newer schema. */
async function isCompatible(connection: Connection, known: readonly Migration[]): Promise<boolean> {
  const [row] = await connection.command("select oldest_compatible_migration() as oldest");
  const ours = known.filter(({ name }) => moduleOf(name) === "");
  return Math.max(...ours.map(({ time }) => time)) >= Number(row?.oldest);
}

type Upgrade = { url: string; lacking: readonly string[] };

async function applyAll(connection: Connection, migrations: readonly Migration[], { url, lacking }: Upgrade) {
  await inUnlimitedTransaction(connection, () => assertSuitable(connection));
  // Imported on demand, as a start loads as little as possible.
  const { applyMigrations } = await import("./apply-migrations.ts");
  await applyMigrations(connection, migrations, () => connect(url)).catch((cause: unknown) => {
    const state = sqlStateOf(cause);
    if (state === sqlStates.lockNotAvailable) throw new Error(noLock, { cause });
    if (state === readOnly) throw new Error(noWrites, { cause });
    if (state !== sqlStates.insufficientPrivilege) throw cause;
    const lacks = lacking.length > 0 ? ` lacks ${listNames(lacking)}` : " does not have the newest schema";
    throw new Error(
      `The database${lacks}, and its user may not migrate it: ` +
        `run \`caretype migrate\` as the user that owns the tables.${messageOf(cause)}`,
      { cause },
    );
  });
}

const noWrites =
  "The database cannot be migrated, because its transactions are read-only for this user. Migrate with another user, or reset " +
  "default_transaction_read_only for the user, the database or the server. A standby is migrated with its primary.";

const noLock =
  "The migration could not lock a table within minutes, because another transaction keeps it in use. " +
  "End that transaction and try again. Migrations that were applied stay.";

/** PostgreSQL's messages about privileges contain no patient data. */
function messageOf(error: unknown): string {
  const root = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return root instanceof Error ? ` (${root.message})` : "";
}

/** These letters expose other encodings and locales. Turkish, Azeri and Lithuanian fold some of them differently. */
const folds =
  "current_setting('server_encoding') = 'UTF8' and lower('ÄÉIÌ') = 'äéiì' and upper('äéi') = 'ÄÉI' as folds";

const wrongLocale =
  "The database has an encoding or a locale in which searches and sign-ins miss names, such as Turkish, where I is not i. " +
  "Recreate it: create database … encoding 'UTF8' locale 'C.UTF-8' template template0. " +
  "If it has records, write them to a file by `caretype backup` before, and read them by `caretype restore`.";

/** By name. Migrations use them, and an operator or a provider may have created them in another schema. */
const misplacedExtensions = `
  select string_agg(extname, ', ' order by extname) as names,
    string_agg(format('alter extension %I set schema public', extname), '; ' order by extname) as advice
  from pg_extension where extname in ('pg_trgm', 'btree_gin', 'btree_gist') and extnamespace <> 'public'::regnamespace`;

/**
 * Indexes, searches and unique addresses all fold by the database's locale, in PostgreSQL's own code and in
 * extensions, too. PostgreSQL first looks for tables in a schema with the user's name, where another program's tables
 * could be mistaken for ours. Our functions look for those of extensions in public only.
 */
export async function assertSuitable(connection: Connection) {
  const [row] = await connection.command(`
    select ${folds}, current_schema() as schema, misplaced.* from (${misplacedExtensions}) as misplaced`);
  if (row?.folds !== true) throw new Error(wrongLocale);
  if (row.schema === null)
    throw new Error(
      "The database's user may not use the schema public. Run as its owner: grant usage, create on schema public to …",
    );
  if (row.schema !== "public")
    throw new Error(
      `The database's user would create tables in the schema ${row.schema}, but they must be in public. ` +
        "Run: alter role … set search_path = public",
    );
  if (row.names === null) return;
  throw new Error(
    `These extensions must be in the schema public, but are not: ${row.names}. Run as their owner: ${row.advice}. ` +
      "If another program needs them where they are, use a database of its own for Caretype.",
  );
}

const state = `
  select applied_migrations() as applied, jobs_state() as jobs, ${roleStateColumns} from server_role_state()`;

/** What `state` and the migrator need. Without this check, an empty database would log an ERROR. */
const canBeAsked = `
  select ${folds}, to_regprocedure('applied_migrations()') is not null as known,
    exists (select from pg_tables where schemaname || '.' || tablename = '${journal}') as "hasJournal"`;

/** `applied` is undefined if only the owner of an older schema may read it. */
type State = RoleState & { applied: AppliedMigration[] | undefined; jobs: unknown };

/**
 * Reads the versions of the schema and of the jobs, and the role's state.
 * Every start waits for it, so it takes only two queries, in one transaction.
 */
async function stateOf(connection: Connection): Promise<State> {
  const [asked] = await connection.command(canBeAsked);
  if (asked?.folds !== true) throw new Error(wrongLocale);
  const none = { jobs: null, canAssume: false, isSeparateUser: false, lacks: true, differs: true };
  if (asked?.known !== true && asked?.hasJournal !== true) return { ...none, applied: [] };
  try {
    // Without `applied_migrations()`, only the owner may read the journal.
    if (asked.known !== true) return { ...none, applied: await readJournal(connection) };
    const [row = {}] = await connection.command(state);
    return { jobs: row.jobs, ...roleStateOf(row), applied: AppliedMigrations.parse(row.applied) };
  } catch (error) {
    if (sqlStateOf(error) !== sqlStates.insufficientPrivilege) throw error;
    if (asked.known !== true) return { ...none, applied: undefined };
    throw new Error(
      "The database's user has no privileges on the tables. Run `grant caretype_server to …` to give it those of a server.",
      { cause: error },
    );
  }
}
