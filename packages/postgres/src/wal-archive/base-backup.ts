import { createHash, type Hash } from "node:crypto";
import { open, readdir } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { type Connection, connect } from "@caretype/db/connection";
import { archiveRole } from "../embedded/credentials.ts";
import { majorOfBinaries } from "../embedded/major-version.ts";
import type { Storage } from "../storage/index.ts";
import { undefinedIfMissing } from "../storage/storage.ts";
import { type BaseFacts, basesFolder, removeUnfinished, stampOf, writeFacts } from "./archive-folder.ts";

type Source = { url: string; data: string; archive: Storage; history: string };

/** Their contents are not part of a base backup: PostgreSQL creates them anew, or the archive has them. */
const emptied = new Set([
  "pg_wal",
  "pg_replslot",
  "pg_dynshmem",
  "pg_notify",
  "pg_serial",
  "pg_snapshots",
  "pg_stat_tmp",
  "pg_subtrans",
]);
const leftOut =
  /^(?:postmaster\.(?:pid|opts)|backup_label.*|tablespace_map.*|pgsql_tmp.*|pg_internal\.init.*)$/;

/**
 * Copies a cluster's files while its server runs. They are inconsistent until PostgreSQL replays the log, from the
 * label in the copy. The copy is valid once its manifest is written.
 */
export async function takeBaseBackup({ url, data, archive, history }: Source): Promise<BaseFacts> {
  await removeUnfinished(archive, history);
  const base = `${basesFolder(history)}/${stampOf(new Date())}`;
  const target = { archive, folder: `${base}/data` };
  const facts = await withArchiveSession(url, async (connection) => {
    const first = await firstSegment(connection);
    const { sizes, sha256 } = await copyFiles(data, target);
    const { labelDigest, ...end } = await finish(connection, target);
    return { ...end, firstSegment: first, sizes, sha256: { ...sha256, backup_label: labelDigest } };
  });
  await writeFacts(archive, base, facts);
  return facts;
}

type Copy = { archive: Storage; folder: string };

/** The backup lasts as long as its session. */
async function firstSegment(connection: Connection): Promise<string> {
  const [row = {}] = await connection.command(
    "select pg_walfile_name(pg_backup_start('caretype', true)) as segment",
  );
  return String(row.segment);
}

async function finish(
  connection: Connection,
  { archive, folder }: Copy,
): Promise<Pick<BaseFacts, "lastSegment" | "finishedAt" | "postgresMajor"> & { labelDigest: string }> {
  const [row = {}] = await connection.command(
    `select pg_walfile_name(lsn) as segment, labelfile as label,
        to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now
      from pg_backup_stop(false)`,
  );
  const label = await writePart(
    archive,
    `${folder}/backup_label`,
    Readable.from([Buffer.from(String(row.label))]),
  );
  return {
    labelDigest: label.sha256,
    lastSegment: String(row.segment),
    finishedAt: String(row.now),
    postgresMajor: majorOfBinaries(),
  };
}

const filesAtOnce = 8;

/** Handles some files concurrently. After a failure, it begins no more, and rejects when the others are done. */
export async function eachFile(
  names: readonly string[],
  handle: (name: string) => Promise<void>,
): Promise<void> {
  const left = [...names];
  const handled = Array.from({ length: filesAtOnce }, async () => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) await handle(name);
  });
  try {
    await Promise.all(handled);
  } finally {
    left.length = 0;
    await Promise.allSettled(handled);
  }
}

async function writePart(archive: Storage, name: string, content: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const bytes = await archive.write(name, hashedBy(hash, content), { isPart: true });
  return { bytes, sha256: hash.digest("hex") };
}

export async function* hashedBy(hash: Hash, content: AsyncIterable<Uint8Array>) {
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
}

/** Returns the size and digest of each copied file. The control file comes last, as PostgreSQL's manual requires. */
async function copyFiles(
  data: string,
  { archive, folder }: Copy,
): Promise<Required<Pick<BaseFacts, "sizes" | "sha256">>> {
  const control = path.join("global", "pg_control");
  const sizes: Record<string, number> = {};
  const sha256: Record<string, string> = {};
  const copyOne = async (name: string) => {
    const handle = await open(path.join(data, name)).catch(undefinedIfMissing);
    // Dropped meanwhile: the log has the change.
    if (handle === undefined) return;
    const portable = name.replaceAll("\\", "/");
    const written = await writePart(archive, `${folder}/${portable}`, handle.createReadStream());
    sizes[portable] = written.bytes;
    sha256[portable] = written.sha256;
  };
  const files: string[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const name = path.relative(data, path.join(entry.parentPath, entry.name));
    const [top = ""] = path.dirname(name).split(path.sep);
    if (emptied.has(top) || leftOut.test(entry.name)) continue;
    if (entry.isFile() && name !== control) files.push(name);
  }
  await eachFile(files, copyOne);
  await copyOne(control);
  return { sizes, sha256 };
}

/** Runs statements with the rights to read the log and to take base backups, in the database `postgres`. */
export async function withArchiveSession<Result>(
  url: string,
  run: (connection: Connection) => Promise<Result>,
): Promise<Result> {
  const connection = connect(Object.assign(new URL(url), { pathname: "/postgres" }).href);
  try {
    await connection.command(`set role ${archiveRole}`);
    return await run(connection);
  } finally {
    connection.lose(new Error("the session has ended"));
  }
}

/** Keeps PostgreSQL from removing parts of the log that are not in the archive yet. */
export const slotName = "caretype_archive";

export async function createSlot(connection: Connection): Promise<void> {
  await dropSlot(connection);
  await connection.command(`select pg_create_physical_replication_slot('${slotName}', true)`);
}

export async function dropSlot(connection: Connection): Promise<void> {
  await connection.command(
    `select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = '${slotName}'`,
  );
}
