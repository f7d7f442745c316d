import { createHash } from "node:crypto";
import { type Connection, connect, copyOut, quoted } from "@caretype/db/connection";
import { BackupError } from "./backup-error.ts";
import { frame, inBatches, jsonFrame } from "./frames.ts";
import { type BackupSummary, formatVersion, type Header } from "./manifest.ts";
import { columnList, readTables } from "./tables.ts";

/** Every row is as it was when the first statement began. Writers are not delayed. */
const begin =
  "begin isolation level repeatable read read only; set local lock_timeout = '10s'; set local statement_timeout = 0; " +
  "set local idle_in_transaction_session_timeout = 0; set local search_path = public, pg_catalog; " +
  "set local intervalstyle = 'postgres'; set local extra_float_digits = 1";

const facts = `
  select newest_migration() as migration, current_setting('server_version') as postgres,
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken,
    (select number || ':' || encode(hash, 'hex') from audit_seal order by audit_seal.number desc limit 1) as head,
    (select json_agg(substr(relname, 13) order by relname) from pg_class join pg_inherits on inhrelid = pg_class.oid
      where inhparent = 'audit_entry'::regclass and relname ~ '^audit_entry_[0-9]{4}_[0-9]{2}$') as months`;

/**
 * Yields a consistent snapshot of all records, as frames.
 * @param onEnd is called after the last.
 */
export async function* takeSnapshot(
  url: string,
  onEnd: (summary: BackupSummary) => void,
): AsyncGenerator<Buffer, undefined> {
  const connection = connect(url);
  const hash = createHash("sha256");
  const hashed = (bytes: Buffer) => {
    hash.update(bytes);
    return bytes;
  };
  try {
    await connection.command(begin);
    const header = await readHeader(connection);
    yield hashed(jsonFrame("H", header));
    const tables = await readTables(connection);
    let total = 0;
    for (const table of tables) {
      yield hashed(jsonFrame("T", table));
      const command = `copy (select ${columnList(table)} from public.${quoted(table.name)}) to stdout (encoding 'utf8')`;
      const chunks = inBatches(copyOut(connection, command));
      let chunk = await chunks.next();
      for (; !chunk.done; chunk = await chunks.next()) yield hashed(frame("D", chunk.value));
      total += chunk.value;
      yield hashed(jsonFrame("E", { rows: chunk.value }));
    }
    await connection.command("commit");
    const end = { tables: tables.length, rows: total };
    yield jsonFrame("Z", { ...end, sha256: hash.digest("hex") });
    onEnd({ ...header, ...end });
  } finally {
    connection.lose(new Error("the backup has ended"));
  }
}

async function readHeader(connection: Connection): Promise<Header> {
  const [known] = await connection.command(
    "select to_regprocedure('newest_migration()') is not null as known",
  );
  if (known?.known !== true)
    throw new BackupError("The database has no tables of Caretype, so nothing was backed up.");
  const [row = {}] = await connection.command(facts);
  const [number, hash] = typeof row.head === "string" ? row.head.split(":") : [];
  return {
    format: formatVersion,
    takenAt: String(row.taken),
    postgres: String(row.postgres),
    migration: Number(row.migration),
    auditHead: number !== undefined && hash !== undefined ? { number: Number(number), hash } : null,
    auditMonths: Array.isArray(row.months) ? row.months.map(String) : [],
  };
}
