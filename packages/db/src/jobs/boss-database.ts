import type { Db } from "pg-boss";
import { plainStatement } from "../connection/connection.ts";
import { type Database, runnerOf } from "../database.ts";
import type { DatabaseHandle } from "../open-database.ts";
import { stripTransaction } from "./jobs-schema.ts";

/** Runs pg-boss on our connections: in the caller's transaction, or on a shared one for lookups. */
export const bossOnConnection = (database: Database): Db => ({
  executeSql: (text, values) => run(database, text, values),
});

/**
 * Runs pg-boss on our connections, so that it opens none.
 * Everything runs in a transaction. pg-boss sends some commands as one text with its own `BEGIN` and `COMMIT`.
 * If such a text fails halfway, it would leave a shared connection inside a transaction.
 */
export const bossInTransactions = (database: Pick<DatabaseHandle, "transaction">): Db => ({
  executeSql: (text, values) =>
    database.transaction((tx) => run(tx, values?.length ? text : stripTransaction(text), values)),
});

async function run(database: Database, text: string, values: unknown[] = []) {
  // pg-boss has few statements with parameters, and reuses them.
  const prepare = values.length > 0;
  const found = await runnerOf(database).run(plainStatement(text, values, { prepare }));
  // A text with several commands returns several row lists.
  return { rows: found.flatMap((row: unknown) => row).map(withIds) };
}

/**
 * Parses the job ids of a row: an array, which our connections return as PostgreSQL's text. A worker abandons a
 * job that it does not find among them.
 */
function withIds(row: unknown): unknown {
  if (typeof row !== "object" || row === null || !("ids" in row) || typeof row.ids !== "string") return row;
  return { ...row, ids: row.ids.slice(1, -1).split(",").filter(Boolean) };
}
