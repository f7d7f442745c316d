import { assertSuitable, makeSchema, migrate, takeMigrationLock } from "@caretype/db";
import {
  type Connection,
  connect,
  copyIn,
  inTransaction,
  quoted,
  type TransactionRunner,
  unlimited,
} from "@caretype/db/connection";
import { sqlStateOf } from "@caretype/db/errors";
import { BackupError } from "../backup-error.ts";
import type { S3Access } from "../storage/index.ts";
import type { BackupKey } from "./encryption.ts";
import { cutOff, damaged, type Frame } from "./frames.ts";
import { type BackupSummary, formatVersion, Header, parseFrame, TableEnd, TableStart } from "./manifest.ts";
import { readBackup } from "./read-backup.ts";
import { columnList, readTables } from "./tables.ts";

export type RestoreRequest = {
  url: string;
  /** A path, or `s3://bucket/prefix/name`. */
  file: string;
  s3?: S3Access | undefined;
  key?: BackupKey | undefined;
};

const begin = `begin; ${unlimited}; set local search_path = public, pg_catalog`;

/**
 * Restores a backup into an empty database, as the user that will own its tables. All of it is one transaction: after a
 * failure, the database is empty. Then the database is migrated to this version.
 * @throws {BackupError} if the database is not empty, or the file is incomplete or of a later version.
 */
export async function restoreBackup({ url, file, s3, key }: RestoreRequest): Promise<BackupSummary> {
  await using connection = connect(url);
  await assertSuitable(connection);
  const summary = await inTransaction(connection, begin, async (runner) => {
    if (!(await takeMigrationLock(connection)))
      throw new BackupError("Another process is migrating or restoring this database.");
    await requireEmptyDatabase(connection);
    return restoreInto({ connection, runner }, readBackup({ location: file, s3 }, key));
  });
  await migrate(url);
  // Until then, the planner has no statistics.
  await connection.command("analyze");
  return summary;
}

type Target = { connection: Connection; runner: TransactionRunner };
type Frames = AsyncGenerator<Frame, undefined>;

async function restoreInto(target: Target, frames: Frames): Promise<BackupSummary> {
  try {
    const first = await nextFrame(frames);
    if (first.type !== "H") throw new BackupError(damaged);
    const header = readHeader(first);
    await makeTables(target, header);
    const counts = await withoutGuards(target.connection, () => fillTables(target, frames));
    return { ...header, ...counts };
  } catch (error) {
    throw isRefusedContent(error) ? new BackupError(damaged) : error;
  } finally {
    await frames.return(undefined);
  }
}

/**
 * Values or keys that no database could have. An altered file can reach the database before the digest reveals it.
 * The server's message may quote a patient, so it is not passed on.
 */
const isRefusedContent = (error: unknown) => /^2[23]/.test(sqlStateOf(error) ?? "");

async function nextFrame(frames: Frames): Promise<Frame> {
  const { done, value } = await frames.next();
  if (done) throw new BackupError(cutOff);
  return value;
}

function readHeader({ content }: Frame): Header {
  const header = parseFrame(Header, content);
  if (header.format > formatVersion) throw new BackupError(tooNew);
  return header;
}

const tooNew = "The backup is of a later version. Restore it with that version, or a later one.";

/** Creates the schema as of the backup, with the partitions of the audit. */
async function makeTables({ connection }: Target, { migration, migrations, auditMonths }: Header) {
  const missing = await makeSchema(connection, { newest: migration, names: migrations });
  if (missing !== undefined)
    throw new BackupError(
      missing.includes("/")
        ? `The backup has the migration ${missing} of a module that this version does not have. Restore it with the module.`
        : `${tooNew} This one does not have the migration ${missing}.`,
    );
  for (const month of auditMonths) await makePartition(connection, month);
}

/** Like `make_audit_partitions`, which only creates those of coming months. */
async function makePartition(connection: Connection, month: string) {
  const name = `audit_entry_${month}`;
  const [found] = await connection.command(`select to_regclass('public.${name}') is not null as known`);
  if (found?.known === true) return;
  const begins = `${month.replace("_", "-")}-01 00:00:00Z`;
  const [bounds] = await connection.command(
    `select (timestamp '${begins.slice(0, -1)}' + interval '1 month')::text || 'Z' as ends`,
  );
  await connection.command(`create table public.${name} (like public.audit_entry including defaults)`);
  await connection.command(
    `alter table public.audit_entry attach partition public.${name} for values from ('${begins}') to ('${String(bounds?.ends)}')`,
  );
  await connection.command(`select refuse_audit_truncate('${name}')`);
}

async function fillTables(target: Target, frames: Frames): Promise<{ tables: number; rows: number }> {
  const known = new Map((await readTables(target.connection)).map((table) => [table.name, table]));
  let rows = 0;
  let tables = 0;
  for (;;) {
    const { done, value: found } = await frames.next();
    if (done) return { tables, rows };
    if (found.type !== "T") throw new BackupError(damaged);
    const table = parseFrame(TableStart, found.content);
    const columns = known.get(table.name)?.columns ?? [];
    if (!table.columns.every((column) => columns.includes(column))) throw new BackupError(damaged);
    known.delete(table.name);
    rows += await fillTable(target, table, frames);
    tables++;
  }
}

async function fillTable({ connection, runner }: Target, table: TableStart, frames: Frames): Promise<number> {
  const name = `public.${quoted(table.name)}`;
  let end: Frame | undefined;
  async function* content() {
    for (;;) {
      const found = await nextFrame(frames);
      if (found.type !== "D") {
        end = found;
        return;
      }
      yield found.content;
    }
  }
  const command = `copy ${name} (${columnList(table)}) from stdin (encoding 'utf8')`;
  await runner.alone(() => copyIn(connection, command, content()));
  if (end?.type !== "E") throw new BackupError(damaged);
  const { rows } = parseFrame(TableEnd, end.content);
  const [counted] = await connection.command(`select count(*) as rows from ${name}`);
  if (Number(counted?.rows) !== rows) throw new BackupError(damaged);
  return rows;
}

/** Tables, views and sequences that belong to neither PostgreSQL nor an extension. */
const relations = `
  select relname as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where nspname <> 'information_schema' and nspname !~ '^pg_' and relkind in ('r', 'p', 'v', 'm', 'S', 'f')
    and not relispartition
    and not exists (select from pg_depend where classid = 'pg_class'::regclass and objid = pg_class.oid and deptype = 'e')
  order by nspname <> 'public', relkind not in ('r', 'p'), relname`;

const records = `
  select (select count(*) from public.account) as accounts, (select count(*) from public.patient) as patients`;

/** @throws {BackupError} that names the existing objects. */
async function requireEmptyDatabase(connection: Connection): Promise<void> {
  const found = (await connection.command(relations)).map(({ name }) => String(name));
  if (found.length === 0) return;
  const isOurs = ["account", "patient", "audit_entry"].every((name) => found.includes(name));
  const [row] = isOurs ? await connection.command(records) : [];
  const content = row
    ? `it has the tables of Caretype, with ${counted(Number(row.accounts), "account")} and ${counted(Number(row.patients), "patient")}`
    : `it has ${found.slice(0, 3).join(", ")}${found.length > 3 ? ` and ${found.length - 3} more` : ""}`;
  throw new BackupError(
    `The database is not empty: ${content}. Nothing was restored. Restore into a new database or data folder.`,
  );
}

const counted = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

/** A partition's keys and triggers follow from those of its table. */
const foreignKeys = `
  select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint
  where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace order by oid`;

const insertTriggers = `
  select tgrelid::regclass::text as table, quote_ident(tgname) as name
  from pg_trigger join pg_class on pg_class.oid = tgrelid
  where relnamespace = 'public'::regnamespace and not tgisinternal and tgparentid = 0 and tgenabled = 'O'
    and tgtype & 4 <> 0`;

/**
 * Runs `work` without foreign keys, so that tables can be filled in any order, and without the triggers that refuse
 * old rows. Adding the keys again checks all rows. The tables' owner may do all this.
 */
async function withoutGuards<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  const [keys, triggers] = [await connection.command(foreignKeys), await connection.command(insertTriggers)];
  for (const { table, name } of keys)
    await connection.command(`alter table ${table} drop constraint ${name}`);
  for (const { table, name } of triggers)
    await connection.command(`alter table ${table} disable trigger ${name}`);
  const result = await work();
  for (const { table, name } of triggers)
    await connection.command(`alter table ${table} enable trigger ${name}`);
  for (const { table, name, definition } of keys)
    await connection.command(`alter table ${table} add constraint ${name} ${definition}`);
  return result;
}
