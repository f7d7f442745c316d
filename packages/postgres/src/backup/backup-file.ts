import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { constants } from "node:zlib";
import { type Connection, connect, copyOut, quoted, unlimited } from "@caretype/db/connection";
import { BackupError } from "../backup-error.ts";
import { gzipped, isTaken, openFile, type S3Access, StorageError } from "../storage/index.ts";
import { type BackupLock, encrypted } from "./encryption.ts";
import { frame, inBatches, jsonFrame } from "./frames.ts";
import { type BackupSummary, formatVersion, type Header } from "./manifest.ts";
import { beginAtOneMoment } from "./one-moment.ts";
import { columnList, readTables } from "./tables.ts";

export type BackupRequest = {
  url: string;
  /** A path, or `s3://bucket/prefix/name`. */
  file: string;
  s3?: S3Access | undefined;
  lock?: BackupLock | undefined;
};

/**
 * Writes a consistent snapshot of all records to a new file. A local file is readable by its owner only. The file
 * appears under its name once it is complete and durable.
 * @throws {BackupError} if the file exists, or cannot be written.
 * @throws {StorageError} if the bucket refuses it.
 */
export async function writeBackup({
  url,
  file,
  s3,
  lock,
}: BackupRequest): Promise<BackupSummary & { bytes: number }> {
  const { storage, name } = await openFile({ location: file, s3 });
  if (await storage.find(name))
    throw new BackupError(`${file} exists, and is not overwritten. Choose another name.`);
  let summary: BackupSummary | undefined;
  async function* content() {
    const snapshot = Readable.from(
      takeSnapshot(url, (end) => {
        summary = end;
      }),
      { highWaterMark: 4 },
    );
    const chunks = gzipped(snapshot, { level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
    yield* lock === undefined ? chunks : encrypted(chunks, lock);
    if (summary === undefined) throw new BackupError("The backup ended early.");
  }
  await storage.removeInterrupted(name);
  const bytes = await storage.write(name, content()).catch((error: unknown) => {
    throw isTaken(error) || isSystemError(error)
      ? new BackupError(describeRefusal(error, file), { cause: error })
      : error;
  });
  if (summary === undefined) throw new BackupError("The backup ended early.");
  return { ...summary, bytes };
}

/** Errors of the disk during a write name no path. */
const ofDisk = ["ENOSPC", "EDQUOT", "EFBIG", "EIO"];

const isSystemError = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error &&
  "syscall" in error &&
  ("path" in error || ("code" in error && ofDisk.includes(String(error.code))));

function describeRefusal(error: unknown, file: string): string {
  if (error instanceof StorageError) return `${file} exists by now, and is not overwritten.`;
  const code = isSystemError(error) ? error.code : undefined;
  if (code === "ENOSPC") return `${file} cannot be written, because the disk is full.`;
  if (code === "ENOENT") return `The folder of ${file} does not exist.`;
  return `${file} cannot be written (${String(code)}).`;
}

/**
 * Every row is as of the start of the first statement. Writers are not delayed. On Citus, a snapshot holds per
 * connection to a node, so there is only one.
 */
const begin =
  `begin isolation level repeatable read read only; ${unlimited}; set local lock_timeout = '10s'; ` +
  "set local search_path = public, pg_catalog; " +
  "set local intervalstyle = 'postgres'; set local extra_float_digits = 1; " +
  "set local citus.max_adaptive_executor_pool_size = 1";

const facts = `
  select newest_migration() as migration, current_setting('server_version') as postgres,
    to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken,
    (select number || ':' || encode(hash, 'hex') from audit_seal order by audit_seal.number desc limit 1) as head,
    (select json_agg(substr(relname, 13) order by relname) from pg_class join pg_inherits on inhrelid = pg_class.oid
      where inhparent = 'audit_entry'::regclass and relname ~ '^audit_entry_[0-9]{4}_[0-9]{2}$') as months`;

/**
 * Yields a consistent snapshot of all records, as frames.
 * @param onEnd is called after the last one.
 */
async function* takeSnapshot(
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
    const header = await beginAtOneMoment({
      url,
      connection,
      begin: async () => {
        await connection.command(begin);
        return readHeader(connection);
      },
    });
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

const applied =
  "select coalesce(entry ->> 'name', entry ->> 'time') as name from json_array_elements(applied_migrations()) as entry";

async function readHeader(connection: Connection): Promise<Header> {
  const [known] = await connection.command(
    "select to_regprocedure('newest_migration()') is not null as known, to_regprocedure('applied_migrations()') is not null as named",
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
    ...(known.named === true && {
      migrations: (await connection.command(applied)).map(({ name }) => String(name)),
    }),
    auditHead: number !== undefined && hash !== undefined ? { number: Number(number), hash } : null,
    auditMonths: Array.isArray(row.months) ? row.months.map(String) : [],
  };
}
