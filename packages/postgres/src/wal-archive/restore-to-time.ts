import { createHash } from "node:crypto";
import { createWriteStream, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { nodeCodeOf } from "@caretype/db/node-code";
import { BackupError } from "../backup-error.ts";
import { binariesFor } from "../embedded/binaries.ts";
import {
  type ClusterLocation,
  dataOf,
  makeFolder,
  namingFolder,
  removeDrafts,
} from "../embedded/cluster-location.ts";
import { majorOfBinaries } from "../embedded/major-version.ts";
import { waitForDirectoryLock } from "../embedded/owner-lock.ts";
import { markStopped, shutdownCheckpoint } from "../embedded/place.ts";
import { stopPostmaster } from "../embedded/postmaster.ts";
import { startServer } from "../embedded/server.ts";
import { serverUser } from "../embedded/server-user.ts";
import { isMissing, type Storage, StorageError } from "../storage/index.ts";
import { type Base, segmentFile } from "./archive-folder.ts";
import { eachFile, hashedBy } from "./base-backup.ts";
import { planRestore, positionOf, type RestoreChoice, type RestorePlan } from "./plan-restore.ts";

export type TimeRestore = RestoreChoice & {
  /** The folder of the new embedded database, such as `.data/postgres`. */
  directory: string;
  archive: Storage;
  signal?: AbortSignal;
};

/**
 * Creates a new data folder from a base backup and the log after it, up to a moment. The folder appears under its name
 * once PostgreSQL has replayed the log and stopped. Returns what was restored.
 * @throws {BackupError} if there is a database in the folder, or the archive does not reach the time.
 */
export async function restoreToTime({
  directory,
  archive,
  signal,
  ...choice
}: TimeRestore): Promise<RestorePlan> {
  const plan = await planRestore(archive, choice);
  const data = dataOf(directory);
  makeFolder(directory);
  const release = await waitForDirectoryLock(directory);
  try {
    if (existsSync(data))
      throw new BackupError(`${directory} has a database. Set DATA_DIR to a folder without one.`);
    removeDrafts(directory);
    const user = serverUser(data);
    const draft = { data: mkdtempSync(`${data}.new-`), binaries: await binariesFor(user), user };
    try {
      await unpack(archive, plan, draft);
      signal?.throwIfAborted();
      await replay(draft, { plan, log: path.join(directory, "server.log"), signal });
      renameSync(draft.data, data);
      markStopped(directory, data);
    } catch (error) {
      throw namingFolder(error, directory);
    } finally {
      rmSync(draft.data, { recursive: true, force: true });
    }
  } finally {
    release();
  }
  return plan;
}

async function unpack(archive: Storage, plan: RestorePlan, location: ClusterLocation): Promise<void> {
  const { base, history, segments } = plan;
  if (base.postgresMajor !== majorOfBinaries())
    throw new BackupError(
      `The archive is of PostgreSQL ${base.postgresMajor}, but this version of Caretype has PostgreSQL ${majorOfBinaries()}. Restore it with a version that has the same.`,
    );
  for (const folder of clusterFolders)
    await mkdir(path.join(location.data, folder), { recursive: true, mode: 0o700 });
  // Written from PostgreSQL's answer, not copied, so it has no known size.
  const files = ["backup_label", ...Object.keys(base.sizes)];
  await eachFile(files, (name) => unpackFile({ archive, base }, name, location));
  for (const name of segments)
    await unpackSegment(archive, segmentFile(history, name), walPath(location, name));
  await writeFile(path.join(location.data, "recovery.signal"), "", { mode: 0o600 });
}

/** An archive has no empty folders. PostgreSQL needs these, most of which are empty in a base backup. */
const clusterFolders = [
  "pg_commit_ts",
  "pg_dynshmem",
  "pg_logical/mappings",
  "pg_logical/snapshots",
  "pg_notify",
  "pg_replslot",
  "pg_serial",
  "pg_snapshots",
  "pg_stat",
  "pg_stat_tmp",
  "pg_subtrans",
  "pg_tblspc",
  "pg_twophase",
  "pg_wal/archive_status",
  "pg_wal/summaries",
];

const walPath = ({ data }: ClusterLocation, name: string) => path.join(data, "pg_wal", name);

type Unpacked = { archive: Storage; base: Base };

async function unpackFile(
  { archive, base }: Unpacked,
  name: string,
  { data }: ClusterLocation,
): Promise<void> {
  const source = `${base.folder}/data/${name}`;
  const changed = () => new BackupError(`${archive.pathOf(source)} is missing or was changed.`);
  const target = path.join(data, name);
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  const content = await archive.read(source).catch((error: unknown) => {
    throw isMissing(error) ? changed() : error;
  });
  const written = createWriteStream(target, { mode: 0o600 });
  const hash = createHash("sha256");
  await pipeline(hashedBy(hash, content), written);
  const size = base.sizes[name];
  if (size !== undefined && written.bytesWritten !== size) throw changed();
  if (base.sha256 && hash.digest("hex") !== base.sha256[name]) throw changed();
}

async function unpackSegment(archive: Storage, name: string, target: string): Promise<void> {
  try {
    const content = await archive.read(name);
    await pipeline(content, createGunzip(), createWriteStream(target, { mode: 0o600 }));
  } catch (cause) {
    // The disk of the new folder is full.
    const isFull = ["ENOSPC", "EDQUOT"].includes(nodeCodeOf(cause) ?? "");
    if (cause instanceof StorageError || isFull) throw cause;
    throw new BackupError(`${archive.pathOf(name)} is damaged or cannot be read.`, { cause });
  }
}

const recovery = {
  // The log is in place. PostgreSQL requires a command all the same, and reads the folder when it fails.
  restore_command: "exit 1",
  recovery_target_timeline: "current",
  // Makes the server ready only after recovery.
  hot_standby: "off",
};

type Replay = { plan: RestorePlan; log: string; signal?: AbortSignal | undefined };

/**
 * PostgreSQL fails if nothing was committed after the time. The archive reaches it, so all of the log is replayed
 * then.
 */
async function replay(location: ClusterLocation, { plan, log, signal }: Replay): Promise<void> {
  const start = async (settings: Record<string, string>) => {
    const server = await startServer(location, {
      log,
      durable: true,
      settings: { ...recovery, ...settings },
      ...(signal && { signal }),
    });
    await stopPostmaster(server, { mode: "fast", binaries: location.binaries });
    if (shutdownCheckpoint(location.data) === undefined)
      throw new BackupError(`PostgreSQL did not finish the recovery. See ${log}.`);
  };
  const before = (await stat(log).catch(() => undefined))?.size ?? 0;
  try {
    await start({
      recovery_target_time: plan.time.replace("T", " ").replace("Z", "+00"),
      recovery_target_action: "promote",
    });
  } catch (error) {
    const written = (await readFile(log)).subarray(before).toString();
    if (!written.includes("recovery ended before configured recovery target was reached")) throw error;
    await start({});
    await requireEnd(location, plan, written);
  }
}

/** PostgreSQL stops a replay at the first unreadable record, as if the log ended there. */
async function requireEnd(
  { data }: ClusterLocation,
  { history, time, lsn, isOpen }: RestorePlan,
  log: string,
) {
  const wal = path.join(data, "pg_wal");
  const timeline =
    (await readdir(wal))
      .filter((name) => name.endsWith(".history"))
      .toSorted()
      .at(-1) ?? "";
  const [, end] =
    (await readFile(path.join(wal, timeline), "utf8")).trim().split("\n").at(-1)?.split("\t") ?? [];
  const reached = positionOf(end);
  if (!isOpen && (lsn === undefined || (reached !== undefined && reached >= lsn))) return;
  const [, last] = /last completed transaction was at log time (\S+ \S+?)\+00/.exec(log) ?? [];
  const advice = last
    ? ` The last transaction that is there is of ${new Date(`${last}Z`).toISOString()}: pass that time to restore what came before it.`
    : "";
  const reason = lsn === undefined ? "it ends before, or its last segments are" : "its last segments are";
  throw new BackupError(
    `The log in ${history} does not reach ${time}: ${reason} missing or damaged. Nothing was restored.${advice}`,
  );
}
