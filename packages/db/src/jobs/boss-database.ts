import type { Db } from "pg-boss";
import { type Database, runnerOf } from "../database.ts";
import type { DatabaseHandle } from "../open-database.ts";
import { withoutTransaction } from "./plan-text.ts";

/** pg-boss on a connection of ours: in the caller's transaction, or for a look-up on one that others share. */
export const bossOver = (database: Database): Db => ({
  executeSql: (text, values) => run(database, text, values),
});

/**
 * pg-boss on our connections, so that it has none of its own. Whatever it does is done in a transaction: what it sends
 * as one text with its own `BEGIN` and `COMMIT` would, when it fails halfway, leave a shared connection inside of it.
 */
export const bossOn = (database: Pick<DatabaseHandle, "transaction" | "listen">): Db => ({
  executeSql: (text, values) =>
    database.transaction((tx) => run(tx, values?.length ? text : withoutTransaction(text), values)),
  listen: async (channel, onNotification, onReconnect) => {
    // Not awaited, as it waits for as long as the database is down, and jobs are asked for all the same.
    database.listen(channel, onNotification, onReconnect).catch(() => undefined);
    return { close: async () => undefined };
  },
});

async function run(database: Database, text: string, values: unknown[] = []) {
  // It has few texts with parameters, and uses each again and again.
  const prepare = values.length > 0;
  const found = await runnerOf(database).run({ text, parameters: values, prepare, asArrays: false });
  // Of several commands in one text there are several lists.
  return { rows: found.flatMap((row: unknown) => row).map(withIds) };
}

/**
 * The ids of the jobs that a statement was about: an array, which our connections give as PostgreSQL's text. A worker that
 * does not find its job among them gives it up.
 */
function withIds(row: unknown): unknown {
  if (typeof row !== "object" || row === null || !("ids" in row) || typeof row.ids !== "string") return row;
  return { ...row, ids: row.ids.slice(1, -1).split(",").filter(Boolean) };
}
