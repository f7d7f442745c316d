import { copyFile, mkdir, open, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { syncFolder } from "../backup/sync-folder.ts";
import type { Connection } from "../connection/connection.ts";
import { majorOfBinaries } from "../embedded/major-version.ts";
import { type BaseFacts, basesFolder, stampOf, writeJson } from "./archive-folder.ts";
import { withArchiveSession } from "./archive-session.ts";
import { parsePosition, segmentName } from "./segments.ts";

type Source = { url: string; data: string; history: string };

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
 * label in the copy. The folder has its name once it is whole and on the disk.
 */
export async function takeBaseBackup({ url, data, history }: Source): Promise<BaseFacts> {
  const bases = basesFolder(history);
  for (const name of await readdir(bases))
    if (name.endsWith(".partial")) await rm(path.join(bases, name), { recursive: true, force: true });
  const draft = path.join(bases, "new.partial");
  const copy = path.join(draft, "data");
  await mkdir(copy, { recursive: true, mode: 0o700 });
  const facts = await withArchiveSession(url, async (connection) => {
    const first = await firstSegment(connection);
    const sizes = await copyFiles(data, copy);
    return { ...(await finish(connection, copy)), firstSegment: first, sizes };
  });
  await writeJson(path.join(draft, "base.json"), facts);
  await rename(draft, path.join(bases, stampOf(new Date(facts.finishedAt))));
  await syncFolder(bases);
  return facts;
}

/** The backup lasts as long as its session. */
async function firstSegment(connection: Connection): Promise<string> {
  const [row = {}] = await connection.command(
    `select pg_backup_start('caretype', true)::text as start, ${walFacts}`,
  );
  return segmentOf(row.start, row);
}

async function finish(
  connection: Connection,
  copy: string,
): Promise<Pick<BaseFacts, "lastSegment" | "finishedAt" | "postgresMajor">> {
  const [row = {}] = await connection.command(
    `select lsn::text as stop, labelfile as label, to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now, ${walFacts}
      from pg_backup_stop(false)`,
  );
  await writeFile(path.join(copy, "backup_label"), String(row.label), { mode: 0o600, flush: true });
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

/** Returns the size of each copied file. The control file comes last, as PostgreSQL's manual asks. */
async function copyFiles(data: string, copy: string): Promise<Record<string, number>> {
  const control = path.join("global", "pg_control");
  const sizes: Record<string, number> = {};
  const copyOne = async (name: string) => {
    const target = path.join(copy, name);
    const isCopied = await copyFile(path.join(data, name), target).then(
      () => true,
      (error: unknown) => {
        // Dropped meanwhile: the log knows it.
        if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
        throw error;
      },
    );
    if (!isCopied) return;
    await syncFile(target);
    sizes[name.replaceAll("\\", "/")] = (await stat(target)).size;
  };
  const files: string[] = [];
  for (const entry of await readdir(data, { recursive: true, withFileTypes: true })) {
    const name = path.relative(data, path.join(entry.parentPath, entry.name));
    const [top = ""] = path.dirname(name).split(path.sep);
    if (emptied.has(top) || leftOut.test(entry.name)) continue;
    if (entry.isDirectory()) await mkdir(path.join(copy, name), { recursive: true, mode: 0o700 });
    else if (entry.isFile() && name !== control) files.push(name);
  }
  await mkdir(path.join(copy, "pg_wal", "archive_status"), { recursive: true, mode: 0o700 });
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (let name = files.pop(); name !== undefined; name = files.pop()) await copyOne(name);
    }),
  );
  await copyOne(control);
  return sizes;
}

async function syncFile(file: string) {
  const handle = await open(file, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
