import { randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { link, open, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/**
 * Writes a compressed file that is complete and on disk when it gets its name. Rejects with `EEXIST` if the name is
 * taken: no file is ever overwritten. `check` may refuse the file before that, by rejecting.
 */
export async function writeFile(
  path: string,
  text: AsyncIterable<string>,
  check: (written: string) => Promise<void>,
): Promise<void> {
  const folder = dirname(path);
  const partial = join(folder, `.${basename(path)}.${randomUUID()}.partial`);
  try {
    // Only the operator may read it. `flush`: the data is on disk at the end.
    await pipeline(text, createGzip(), createWriteStream(partial, { flags: "wx", mode: 0o600, flush: true }));
    await check(partial);
    await link(partial, path);
  } finally {
    await rm(partial, { force: true });
  }
  const directory = await open(folder);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
