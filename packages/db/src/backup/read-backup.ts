import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { BackupError } from "./backup-error.ts";
import { ageMark, type BackupKey, decrypted } from "./encryption.ts";
import { cutOff, damaged, type Frame, framePrefix, readFrames } from "./frames.ts";
import { parseFrame, Trailer } from "./manifest.ts";

const gzipMark = Buffer.from([0x1f, 0x8b]);

/** Yields the frames of a file. Ends only if the file is whole: the trailer's digest is that of all frames before. */
export async function* readBackup(
  file: string,
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

async function openBackup(file: string, key: BackupKey | undefined): Promise<AsyncIterable<Uint8Array>> {
  const start = await firstBytes(file);
  if (start.subarray(0, gzipMark.length).equals(gzipMark)) return createReadStream(file);
  if (start.toString("latin1") !== ageMark) throw new BackupError(`${file} is not a backup of Caretype.`);
  if (key === undefined)
    throw new BackupError(`${file} is encrypted. Pass --passphrase-file or --identity-file.`);
  return decrypted(createReadStream(file), key);
}

async function firstBytes(file: string): Promise<Buffer> {
  const handle = await open(file).catch((error: unknown) => {
    throw new BackupError(`${file} cannot be read.`, { cause: error });
  });
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(ageMark.length), 0, ageMark.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function* decompressed(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(chunks);
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  source.on("error", (error) => gunzip.destroy(error));
  try {
    yield* source.pipe(gunzip);
  } catch (error) {
    if (error instanceof BackupError) throw error;
    const isCut = error instanceof Error && "code" in error && error.code === "Z_BUF_ERROR";
    throw new BackupError(isCut ? cutOff : damaged, { cause: error });
  } finally {
    source.destroy();
  }
}
