import { existsSync, rmSync } from "node:fs";
import { open, rename, stat } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createGzip } from "node:zlib";
import { BackupError } from "./backup-error.ts";
import { type BackupLock, encrypted } from "./encryption.ts";
import type { BackupSummary } from "./manifest.ts";
import { syncFolder } from "./sync-folder.ts";
import { takeSnapshot } from "./take-snapshot.ts";

export type BackupRequest = { url: string; file: string; lock?: BackupLock | undefined };

/**
 * Writes a consistent snapshot of all records to a new file, which only its owner can read. The file has its name once
 * it is whole and on the disk.
 * @throws {BackupError} if the file exists, or another backup writes it.
 */
export async function writeBackup({
  url,
  file,
  lock,
}: BackupRequest): Promise<BackupSummary & { bytes: number }> {
  if (existsSync(file)) throw new BackupError(`${file} exists, and is not overwritten. Choose another name.`);
  const partial = `${file}.partial`;
  const remove = () => rmSync(partial, { force: true });
  const handle = await open(partial, "wx", 0o600).catch((error: unknown) => {
    throw new BackupError(describeRefusal(error, partial), { cause: error });
  });
  // Also after a signal, which ends the process.
  process.once("exit", remove);
  try {
    let summary: BackupSummary | undefined;
    const snapshot = Readable.from(
      takeSnapshot(url, (end) => {
        summary = end;
      }),
      { highWaterMark: 4 },
    );
    const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
    const target = handle.createWriteStream({ flush: true });
    if (lock === undefined) await pipeline(snapshot, gzip, target);
    else await pipeline(snapshot, gzip, (chunks) => encrypted(chunks, lock), target);
    if (summary === undefined) throw new BackupError("The backup ended early.");
    const { size: bytes } = await stat(partial);
    if (existsSync(file)) throw new BackupError(`${file} exists by now, and is not overwritten.`);
    await rename(partial, file);
    await syncFolder(path.dirname(file));
    return { ...summary, bytes };
  } finally {
    await handle.close().catch(() => undefined);
    process.off("exit", remove);
    remove();
  }
}

function describeRefusal(error: unknown, partial: string): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EEXIST")
    return `${partial} exists: another backup writes it, or was killed. Remove it if none is running.`;
  if (code === "ENOENT") return `The folder of ${partial} does not exist.`;
  return `${partial} cannot be written (${String(code)}).`;
}
