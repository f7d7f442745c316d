import type { Readable } from "node:stream";
import { createGzip, type ZlibOptions } from "node:zlib";

/** Compresses what a source yields. Fails if the source does. */
export async function* gzipped(source: Readable, options?: ZlibOptions): AsyncGenerator<Uint8Array> {
  const gzip = createGzip(options);
  source.on("error", (error) => gzip.destroy(error));
  try {
    yield* source.pipe(gzip);
  } finally {
    source.destroy();
  }
}
