import { Readable, Writable } from "node:stream";
import type postgres from "postgres";
import { DatabaseUnavailable } from "../errors.ts";
import type { Connection } from "./connection.ts";

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
    // Prefer the server's error. The stream's own says only that it was destroyed.
    if (error) setImmediate(() => reject(refused.aborted ? refused.reason : error));
    else resolve();
  });
  return promise;
}

/**
 * Runs a `COPY … TO STDOUT` and yields its bytes, only as fast as they are taken. Returns the number of rows.
 * Rejects with the server's error, or with DatabaseUnavailable if the connection is lost.
 */
export async function* copyOut(connection: Connection, command: string): AsyncGenerator<Uint8Array, number> {
  const { opened, ended } = startCopy(connection.sql, command, Readable);
  const done = connection.track(() => ended);
  const stream = await Promise.race([opened, done.then(notACopy)]);
  try {
    for await (const chunk of stream) {
      yield chunk;
      // The driver may pause the socket after the stream has asked for more. Then nothing would resume it.
      if (stream.readableLength === 0) connection.resume();
    }
  } catch (error) {
    // Prefer the reason of the end. The stream's own error says only that it was destroyed.
    await done;
    throw error;
  }
  return await done;
}

type StreamType<Stream> = abstract new (...values: never[]) => Stream;

/**
 * Starts a COPY and listens on the query object. postgres.js resolves a COPY when its stream opens, and drops an
 * error that comes after the last row, so its stream waits forever. The query object still receives both events.
 * `ended` resolves to the number of rows.
 */
function startCopy<Stream extends Readable | Writable>(
  sql: postgres.Sql,
  command: string,
  type: StreamType<Stream>,
) {
  const opened = Promise.withResolvers<Stream>();
  const ended = Promise.withResolvers<number>();
  const query = Object.assign(sql.unsafe(command), {
    resolve(value: unknown) {
      if (value instanceof type) {
        value.on("error", () => undefined);
        opened.resolve(value);
      } else {
        ended.resolve(rowsOf(value));
      }
    },
    reject(error: unknown) {
      ended.reject(error);
    },
  });
  query.execute();
  return { opened: opened.promise, ended: ended.promise };
}

const rowsOf = (result: unknown) =>
  typeof result === "object" && result !== null && "count" in result ? Number(result.count) : 0;

function notACopy(): never {
  throw new TypeError("The command is not a COPY … FROM STDIN, or COPY … TO STDOUT.");
}
