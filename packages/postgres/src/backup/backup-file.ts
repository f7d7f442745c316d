import { Readable } from "node:stream";
import { constants } from "node:zlib";
import { gzipped, isTaken, openFile, type S3Access, StorageError } from "../storage/index.ts";
import { BackupError } from "./backup-error.ts";
import { type BackupLock, encrypted } from "./encryption.ts";
import type { BackupSummary } from "./manifest.ts";
import { takeSnapshot } from "./take-snapshot.ts";

export type BackupRequest = {
  url: string;
  /** A path, or `s3://bucket/prefix/name`. */
  file: string;
  s3?: S3Access | undefined;
  lock?: BackupLock | undefined;
};

/**
 * Writes a consistent snapshot of all records to a new file. A local one can be read by its owner only. The file has its
 * name once it is whole and kept.
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

/** Errors of the disk while it writes name no path. */
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
