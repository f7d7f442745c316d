import { connect, liftTimeouts } from "../connection/connect.ts";
import type { Connection } from "../connection/connection.ts";
import { inUnlimitedTransaction } from "../connection/transaction.ts";
import { sqlStateOf, sqlStates } from "../errors.ts";
import { takeMigrationLock } from "../migration-lock.ts";
import { serverRole } from "../server-role.ts";
import { lacksFunctions, placeFunctions } from "./place-functions.ts";
import { assertCitus, assertRights, assertWorkers, readPlaced, runAlone, sequential } from "./placed.ts";
import {
  type ForeignKey,
  foreignKeys,
  type Placement,
  placementOf,
  placingStatement,
  tables,
} from "./placements.ts";

/** The newly placed tables. */
export type Placed = Record<Exclude<Placement, "local">, string[]>;

/**
 * Places the tables of a migrated database on Citus. Can be run again: placed tables stay, and an interrupted run is
 * completed. Foreign keys are dropped meanwhile and restored, which checks all rows. Functions are placed, too.
 * @throws {Error} if the database has no Citus or no workers, the user lacks rights, a table is placed elsewhere, or
 * another process migrates.
 */
export async function placeTables(url: string): Promise<Placed> {
  const [connection, guard] = [connect(url), connect(url)];
  try {
    await assertCitus(connection);
    await assertWorkers(connection);
    await assertRights(connection);
    return await inUnlimitedTransaction(guard, async () => {
      if (!(await takeMigrationLock(guard)))
        throw new Error("Another process migrates the database. Try again when it has ended.");
      await liftTimeouts(connection);
      await setUp(connection);
      const lacking = await findLacking(connection);
      await placeFunctions(connection);
      await placeAll(connection, lacking);
      await addForeignKeys(connection);
      const ofKind = (kind: Placement) => lacking.filter((table) => placementOf(table) === kind);
      return { reference: ofKind("reference"), distributed: ofKind("distributed") };
    });
  } finally {
    await Promise.all([connection.end(), guard.end()]);
  }
}

/**
 * Settings of each session. The nodes connect to one another as the working role, so the serving role must be able to
 * log in. It has no password.
 */
async function setUp(connection: Connection) {
  const [row] = await connection.command(
    `select quote_ident(current_database()) as database, rolcanlogin as "canLogIn" from (select) as one
      left join pg_roles on rolname = '${serverRole}'`,
  );
  const wanted = [
    // Triggers keep versions and check rules on the nodes. They access only their own practice's rows.
    `alter database ${row?.database} set citus.enable_unsafe_triggers = 'on'`,
    // Triggers read the acting account.
    `alter database ${row?.database} set citus.propagate_set_commands = 'local'`,
    // Rows are locked in any case. Locks of whole reference tables would deadlock.
    `alter database ${row?.database} set citus.all_modifications_commutative = 'on'`,
    // Otherwise, a transaction that has read several practices cannot change the directory.
    `alter database ${row?.database} set citus.multi_shard_modify_mode = 'sequential'`,
    ...(row?.canLogIn === false ? [`alter role ${serverRole} login`] : []),
  ];
  for (const statement of wanted) await runOrName(connection, statement);
  await connection.command(
    "set citus.enable_unsafe_triggers = 'on'; set citus.propagate_set_commands = 'local'",
  );
}

async function runOrName(connection: Connection, statement: string) {
  try {
    await connection.command(statement);
  } catch (cause) {
    if (sqlStateOf(cause) !== sqlStates.insufficientPrivilege) throw cause;
    throw new Error(`The database's user may not do this. Run as a superuser: ${statement};`, { cause });
  }
}

async function findLacking(connection: Connection): Promise<string[]> {
  const placed = await readPlaced(connection);
  const isPlaced = (table: string) => (placed.get(table) ?? "local") !== "local";
  const elsewhere = tables().filter((table) => isPlaced(table) && placed.get(table) !== placementOf(table));
  if (elsewhere.length > 0)
    throw new Error(`Undo the placement of these tables first: ${elsewhere.join(", ")}`);
  return tables().filter((table) => placementOf(table) !== "local" && !isPlaced(table));
}

const present = `
  select conrelid::regclass::text as "table", conname as name from pg_constraint
  where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`;

async function readKeys(connection: Connection): Promise<Set<string>> {
  const rows = await connection.command(present);
  return new Set(rows.map(({ table, name }) => `${table}.${name}`));
}

/** Returns the foreign keys of the newest schema that the database lacks, as after an interrupted run. */
async function findLackingKeys(connection: Connection): Promise<ForeignKey[]> {
  const keys = await readKeys(connection);
  return foreignKeys().filter(({ table, name }) => !keys.has(`${table}.${name}`));
}

/** Returns whether a placed database lacks foreign keys, or functions on its workers. */
export const isIncomplete = async (connection: Connection): Promise<boolean> =>
  (await findLackingKeys(connection)).length > 0 || (await lacksFunctions(connection));

async function placeAll(connection: Connection, lacking: readonly string[]) {
  if (lacking.length === 0) return;
  await dropForeignKeys(connection);
  try {
    for (const table of lacking) await place(connection, table);
  } catch (error) {
    // All except those between a placed table and one that is not placed.
    for (const key of await findLackingKeys(connection))
      await addForeignKey(connection, key).catch(() => undefined);
    throw error;
  }
}

async function dropForeignKeys(connection: Connection) {
  const keys = await readKeys(connection);
  for (const { table, name } of foreignKeys()) {
    if (keys.has(`${table}.${name}`))
      await connection.command(`alter table "${table}" drop constraint "${name}"`);
  }
}

async function addForeignKeys(connection: Connection) {
  for (const key of await findLackingKeys(connection)) await addForeignKey(connection, key);
}

const addForeignKey = (connection: Connection, { table, name, definition }: ForeignKey) =>
  runAlone(connection, sequential, `alter table "${table}" add constraint "${name}" ${definition}`);

/** Triggers would refuse old rows, so rows move without them. */
const asTheyAre = "set local session_replication_role = 'replica'";

async function place(connection: Connection, table: string) {
  const statement = placingStatement(table);
  if (statement !== undefined) await runAlone(connection, asTheyAre, statement);
}
