import { open, readdir } from "node:fs/promises";
import path from "node:path";
import type { Connection } from "../connection/connection.ts";
import { majorOfBinaries } from "../embedded/major-version.ts";
import { isMissing, type Storage } from "../storage/index.ts";
import { type BaseFacts, basesFolder, removeUnfinished, stampOf, writeFacts } from "./archive-folder.ts";
import { withArchiveSession } from "./archive-session.ts";
import { parsePosition, segmentName } from "./segments.ts";

type Source = { url: string; data: string; archive: Storage; history: string };

/** Their contents are not part of a base backup: PostgreSQL makes them anew, or the archive has them. */
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
 * Copies a cluster's files while its server runs. They are torn until the log is replayed, which PostgreSQL does from the
 * label in the copy. The copy counts once its facts are written.
 */
export async function takeBaseBackup({ url, data, archive, history }: Source): Promise<BaseFacts> {
  await removeUnfinished(archive, history);
  const base = `${basesFolder(history)}/${stampOf(new Date())}`;
  const target = { archive, folder: `${base}/data` };
  const facts = await withArchiveSession(url, async (connection) => {
    const first = await firstSegment(connection);
    const sizes = await copyFiles(data, target);
    return { ...(await finish(connection, target)), firstSegment: first, sizes };
  });
  await writeFacts(archive, base, facts);
  return facts;
}

type Copy = { archive: Storage; folder: string };

/** The backup lasts as long as its session. */
async function firstSegment(connection: Connection): Promise<string> {
  const [row = {}] = await connection.command(
    `select pg_backup_start('caretype', true)::text as start, ${walFacts}`,
  );
  return segmentOf(row.start, row);
}

async function finish(
  connection: Connection,
  { archive, folder }: Copy,
): Promise<Pick<BaseFacts, "lastSegment" | "finishedAt" | "postgresMajor">> {
  const [row = {}] = await connection.command(
    `select lsn::text as stop, labelfile as label, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now, ${walFacts}
      from pg_backup_stop(false)`,
  );
  async function* label() {
    yield Buffer.from(String(row.label));
  }
  await archive.write(`${folder}/backup_label`, label(), { isPart: true });
  return {
    lastSegment: segmentOf(row.stop, row),
    finishedAt: String(row.now),
    postgresMajor: majorOfBinaries(),
  };
}

const walFacts = `(select timeline_id from pg_control_checkpoint()) as timeline,
  (select setting from pg_settings where name = 'wal_segment_size') as "segmentBytes"`;

function segmentOf(position: unknown, { timeline, segmentBytes }: Record<string, unknown>): string {
  const bytes = Number(segmentBytes);
  return segmentName(Number(timeline), parsePosition(String(position)) / BigInt(bytes), bytes);
}

const filesAtOnce = 8;

/** Returns the size of each copied file. The control file comes last, as PostgreSQL's manual asks. */
async function copyFiles(data: string, { archive, folder }: Copy): Promise<Record<string, number>> {
  const control = path.join("global", "pg_control");
  const sizes: Record<string, number> = {};
  const copyOne = async (name: string) => {
    const handle = await open(path.join(data, name)).catch((error: unknown) => {
      // Dropped meanwhile: the log knows it.
      if (isMissing(error)) return undefined;
      throw error;
    });
    if (handle === undefined) return;
    const portable = name.replaceAll("\\", "/");
    sizes[portable] = await archive.write(`${folder}/${portable}`, handle.createReadStream(), {
      isPart: true,
    });
  };
  const files: string[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const name = path.relative(data, path.join(entry.parentPath, entry.name));
    const [top = ""] = path.dirname(name).split(path.sep);
    if (emptied.has(top) || leftOut.test(entry.name)) continue;
    if (entry.isFile() && name !== control) files.push(name);
  }
  await Promise.all(
    Array.from({ length: filesAtOnce }, async () => {
      for (let name = files.pop(); name !== undefined; name = files.pop()) await copyOne(name);
    }),
  );
  await copyOne(control);
  return sizes;
}
