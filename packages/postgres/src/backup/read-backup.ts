import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { nodeCodeOf } from "@caretype/db/node-code";
import { BackupError } from "../backup-error.ts";
import { openFile, openStorage, StorageError, type Target } from "../storage/index.ts";
import { isWalArchive } from "../wal-archive/archive-folder.ts";
import { ageMark, type BackupKey, decrypted } from "./encryption.ts";
import { cutOff, damaged, type Frame, framePrefix, readFrames } from "./frames.ts";
import { parseFrame, Trailer } from "./manifest.ts";

const gzipMark = Buffer.from([0x1f, 0x8b]);

/**
 * Yields the frames of a file. Ends only if the file is complete: the trailer has the digest of all frames before.
 */
export async function* readBackup(
  file: Target,
  key: BackupKey | undefined,
): AsyncGenerator<Frame, undefined> {
  const hash = createHash("sha256");
  let trailer: Trailer | undefined;
  for await (const found of readFrames(decompressed(await openBackup(file, key)))) {
    if (trailer !== undefined) throw new BackupError(damaged);
    if (found.type === "Z") {
      trailer = parseFrame(Trailer, found.content);
      continue;
    }
    hash.update(framePrefix(found.type, found.content.length)).update(found.content);
    yield found;
  }
  if (trailer === undefined) throw new BackupError(cutOff);
  if (trailer.sha256 !== hash.digest("hex")) throw new BackupError(damaged);
}

async function openBackup(file: Target, key: BackupKey | undefined): Promise<AsyncIterable<Uint8Array>> {
  const source = await openSource(file);
  try {
    const { start, chunks } = await withStart(source, ageMark.length);
    if (start.subarray(0, gzipMark.length).equals(gzipMark)) return chunks;
    if (start.subarray(0, ageMark.length).toString("latin1") !== ageMark)
      throw new BackupError(`${file.location} is not a backup of Caretype.`);
    if (key === undefined)
      throw new BackupError(`${file.location} is encrypted. Pass --passphrase-file or --identity-file.`);
    return await decrypted(chunks, key);
  } catch (error) {
    source.destroy();
    throw error;
  }
}

async function openSource(file: Target): Promise<Readable> {
  try {
    const { storage, name } = await openFile(file);
    return await storage.read(name);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new BackupError(`${file.location} cannot be read.`, { cause: error });
  }
}

/** Reads at least this many bytes, and returns them and all chunks with them. */
async function withStart(
  source: AsyncIterable<Uint8Array>,
  bytes: number,
): Promise<{ start: Buffer; chunks: AsyncIterable<Uint8Array> }> {
  const iterator = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < bytes) {
    const { done, value } = await iterator.next();
    if (done) break;
    start = Buffer.concat([start, value]);
  }
  async function* chunks() {
    yield start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { start, chunks: chunks() };
}

async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks);
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } catch (error) {
    if (error instanceof BackupError || error instanceof StorageError) throw error;
    throw new BackupError(nodeCodeOf(error) === "Z_BUF_ERROR" ? cutOff : damaged, { cause: error });
  } finally {
    source.destroy();
  }
}

/**
 * Call it before creating the database for the restore.
 * @throws {BackupError} if there is no such file.
 */
export async function requireBackup(file: Target): Promise<void> {
  const { storage, name } = await openFile(file);
  const found = await storage.find(name);
  if (found && !found.isFolder) return;
  if (await isWalArchive(await openStorage(file)))
    throw new BackupError(
      `${file.location} is an archive of the log. Pass --to-time with a time, or --to-time newest.`,
    );
  throw new BackupError(found ? `${file.location} is a folder.` : `There is no file ${file.location}.`);
}
