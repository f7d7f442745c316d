import { Readable } from "node:stream";
import type { Connection } from "./connection.ts";
import { startCopy } from "./start-copy.ts";

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

function notACopy(): never {
  throw new TypeError("copyOut takes a COPY … TO STDOUT command.");
}
