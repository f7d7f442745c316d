import { Writable } from "node:stream";
import { DatabaseUnavailable } from "../errors.ts";
import type { Connection } from "./connection.ts";
import { startCopy } from "./start-copy.ts";

export type RowSource = AsyncIterable<string | Uint8Array>;

const batchBytes = 64 * 1024;

/** Runs a `COPY … FROM STDIN`. Only one batch is in flight at a time, so memory use stays constant. */
export async function copyIn(connection: Connection, command: string, rows: RowSource): Promise<void> {
  const { opened, ended } = startCopy(connection.sql, command, Writable);
  const done = connection.track(() => ended).then(() => undefined);
  const refused = new AbortController();
  done.catch((error: unknown) => refused.abort(error));
  const stream = await Promise.race([opened, done.then(notACopy)]);
  try {
    for await (const batch of batches(rows)) await write(stream, batch, refused.signal);
  } catch (error) {
    // A generic message: the server logs it, and the log must not contain a row's text.
    stream.destroy(new Error("the import was stopped"));
    const end = await done.catch((endError: unknown) => endError);
    throw end instanceof DatabaseUnavailable ? end : error;
  }
  stream.end();
  await done;
}

function notACopy(): never {
  throw new TypeError("copyFrom takes a COPY … FROM STDIN command.");
}

async function* batches(rows: RowSource): AsyncGenerator<Buffer> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const row of rows) {
    const part = typeof row === "string" ? Buffer.from(row) : row;
    parts.push(part);
    size += part.length;
    if (size < batchBytes) continue;
    yield Buffer.concat(parts, size);
    parts = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(parts, size);
}

function write(stream: Writable, batch: Buffer, refused: AbortSignal): Promise<void> {
  refused.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const stop = () => reject(refused.reason);
  refused.addEventListener("abort", stop, { once: true });
  stream.write(batch, (error) => {
    refused.removeEventListener("abort", stop);
    // Prefer the server's error. The stream's own error says only that it was destroyed.
    if (error) setImmediate(() => reject(refused.aborted ? refused.reason : error));
    else resolve();
  });
  return promise;
}
