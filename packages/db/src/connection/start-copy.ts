import type { Readable, Writable } from "node:stream";
import type postgres from "postgres";

type StreamType<Stream> = abstract new (...values: never[]) => Stream;

/**
 * Starts a COPY and listens on the query object. postgres.js resolves a COPY when its stream opens, and drops
 * an error that comes after the last row, so its stream waits forever. The query object still receives both
 * events. `ended` resolves to the number of rows.
 */
export function startCopy<Stream extends Readable | Writable>(
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
