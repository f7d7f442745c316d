import path from "node:path";
import type { Readable } from "node:stream";
import { createGzip, type ZlibOptions } from "node:zlib";
import { FolderStorage } from "./folder-storage.ts";
import { isS3Location } from "./s3-location.ts";
import type { Storage, Target } from "./storage.ts";

/**
 * The library for buckets takes 20 MB of memory, so it is loaded only for them. The signal ends requests to a bucket,
 * which may not answer for minutes.
 */
export async function openStorage({ location, s3 }: Target, signal?: AbortSignal): Promise<Storage> {
  if (!isS3Location(location)) return new FolderStorage(location);
  const { S3Storage } = await import("./s3-storage.ts");
  return new S3Storage(location, s3, signal);
}

export async function openFile(
  { location, s3 }: Target,
  signal?: AbortSignal,
): Promise<{ storage: Storage; name: string }> {
  const isS3 = isS3Location(location);
  const name = (isS3 ? path.posix : path).basename(location);
  const folder = isS3 ? location.slice(0, -name.length) : path.dirname(location);
  return { storage: await openStorage({ location: folder, s3 }, signal), name };
}

/** Compresses the source's chunks. Fails if the source does. */
export async function* gzipped(source: Readable, options?: ZlibOptions): AsyncGenerator<Uint8Array> {
  const gzip = createGzip(options);
  source.on("error", (error) => gzip.destroy(error));
  try {
    yield* source.pipe(gzip);
  } finally {
    source.destroy();
  }
}
