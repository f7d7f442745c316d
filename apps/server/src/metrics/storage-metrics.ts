import type { StatsFs } from "node:fs";
import { readdir, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import { openStorage, type Target } from "@caretype/postgres/storage";
import { isS3Location } from "@caretype/postgres/storage/location";
import type { Registry } from "prom-client";
import { newestBackup } from "../maintenance/scheduled-backups.ts";
import { databaseFolder, type Settings } from "../settings/settings.ts";
import { inTime, readNumbers } from "./read-numbers.ts";

/** What a server writes besides its database. */
export type Storage = Pick<
  Settings,
  "backups" | "walArchive" | "auditArchive" | "databaseUrl" | "dataDirectory"
>;

/** All processes see the same folders. A folder that is empty, or cannot be read in time, has an infinite age. */
export function watchStorage(storage: Storage, registers: Registry[]): void {
  const { backups, walArchive, auditArchive } = storage;
  const { gauge } = readNumbers(registers);
  const add = (name: string, help: string, read: () => Promise<number>) =>
    gauge({
      name,
      help,
      aggregator: "max",
      read: async () => (await inTime(read().catch(() => undefined))) ?? Number.POSITIVE_INFINITY,
    });
  if (backups)
    add(
      "caretype_backup_age_seconds",
      "Age of the newest backup in BACKUP_TO. +Inf if there is none",
      sparing(backups.target, backupTime),
    );
  if (walArchive)
    add(
      "caretype_wal_archive_lag_seconds",
      "Time since the moment to which WAL_ARCHIVE_TO reaches. +Inf if it has nothing yet",
      sparing(walArchive.target, walArchiveTime),
    );
  if (auditArchive)
    add(
      "caretype_audit_months_kept",
      "AUDIT_MONTHS: how many whole months of the audit stay",
      async () => auditArchive.months,
    );
  watchDisks(storage, gauge);
}

/** The disks of local folders. A database elsewhere has its own monitoring. */
function watchDisks(
  { backups, walArchive, auditArchive, databaseUrl, dataDirectory }: Storage,
  gauge: ReturnType<typeof readNumbers>["gauge"],
): void {
  const folders = Object.entries({
    data: databaseUrl === null ? dataDirectory : undefined,
    backups: backups?.target.location,
    wal_archive: walArchive?.target.location,
    audit_archive: auditArchive?.target.location,
  }).filter((each): each is [string, string] => each[1] !== undefined && !isS3Location(each[1]));
  const add = (name: string, help: string, blocksOf: (disk: StatsFs) => number) =>
    gauge({
      name,
      help,
      labelNames: ["folder"],
      aggregator: "min",
      read: async () => {
        const read = folders.map(async ([folder, path]) => {
          const disk = await inTime(statfs(path).catch(() => undefined));
          return disk === undefined ? [] : [[{ folder }, blocksOf(disk) * disk.bsize] as const];
        });
        return (await Promise.all(read)).flat();
      },
    });
  add("caretype_disk_free_bytes", "Free bytes of the disk of a folder", ({ bavail }) => bavail);
  add("caretype_disk_bytes", "Size of the disk of a folder", ({ blocks }) => blocks);
}

/** The size of the embedded database's log. Undefined for another database, or while a segment is removed. */
export async function readWalBytes(storage: Storage | undefined): Promise<number | undefined> {
  if (storage?.databaseUrl !== null) return undefined;
  const { dataOf } = await import("@caretype/postgres/embedded");
  const folder = join(dataOf(databaseFolder(storage.dataDirectory)), "pg_wal");
  const read = async () => {
    const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
    return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  };
  return read().catch(() => undefined);
}

/** The time of the last write, in milliseconds since 1970. Minus infinity: never. */
type ReadTime = (target: Target) => Promise<number>;

const backupTime: ReadTime = async (target) =>
  (await newestBackup(target))?.writtenAt ?? Number.NEGATIVE_INFINITY;

const walArchiveTime: ReadTime = async (target) => {
  const { archivedUntil } = await import("@caretype/postgres/wal-archive");
  const until = await archivedUntil(await openStorage(target));
  return until === undefined ? Number.NEGATIVE_INFINITY : Date.parse(until);
};

const secondsSince = (milliseconds: number): number => Math.max(0, (Date.now() - milliseconds) / 1_000);

const minute = 60_000;

/** Requests to a bucket cost money, so it is asked once a minute. Until it answers, its last answer counts. */
function sparing(target: Target, read: ReadTime): () => Promise<number> {
  if (!isS3Location(target.location)) return async () => secondsSince(await read(target));
  let last: number | undefined;
  let asking: Promise<void> | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  const ask = async () => {
    last = await read(target);
  };
  return async () => {
    if (asking === undefined && Date.now() - askedAt >= minute) {
      askedAt = Date.now();
      asking = ask().finally(() => {
        asking = undefined;
      });
      // All waiting callers get the failure. Otherwise the last answer ages.
      asking.catch(() => undefined);
    }
    if (last === undefined) await asking;
    return secondsSince(last ?? Number.NEGATIVE_INFINITY);
  };
}
