import { stat } from "node:fs/promises";
import { join } from "node:path";
import { Gauge, type Registry } from "prom-client";
import type { Settings } from "../settings/settings.ts";
import { backupsIn } from "../start/scheduled-backups.ts";

/** What a server writes besides its database. */
export type Storage = Pick<Settings, "backups" | "walArchive" | "auditArchive">;

/** All processes see the same folders. A folder that cannot be read, or has nothing yet, is an infinite age. */
export function watchStorage({ backups, walArchive, auditArchive }: Storage, registers: Registry[]): void {
  const add = (name: string, help: string, read: () => Promise<number>) =>
    new Gauge({
      name,
      help,
      aggregator: "max",
      registers,
      async collect() {
        this.set(await read().catch(() => Number.POSITIVE_INFINITY));
      },
    });
  if (backups)
    add("caretype_backup_age_seconds", "Age of the newest backup in BACKUP_TO. +Inf if there is none", () =>
      backupAge(backups.folder),
    );
  if (walArchive)
    add(
      "caretype_wal_archive_lag_seconds",
      "Time since the moment to which WAL_ARCHIVE_TO reaches. +Inf if it has nothing yet",
      () => walArchiveLag(walArchive.folder),
    );
  if (auditArchive)
    add(
      "caretype_audit_months_kept",
      "AUDIT_MONTHS: how many whole months of the audit stay",
      async () => auditArchive.months,
    );
}

async function backupAge(folder: string): Promise<number> {
  const [newest] = await backupsIn(folder);
  if (newest === undefined) return Number.POSITIVE_INFINITY;
  return secondsSince((await stat(join(folder, newest))).mtimeMs);
}

async function walArchiveLag(folder: string): Promise<number> {
  const { archivedUntil } = await import("@caretype/db/wal-archive");
  const until = await archivedUntil(folder);
  return until === undefined ? Number.POSITIVE_INFINITY : secondsSince(Date.parse(until));
}

const secondsSince = (milliseconds: number): number => Math.max(0, (Date.now() - milliseconds) / 1_000);
