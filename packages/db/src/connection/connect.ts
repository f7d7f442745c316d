import { Connection } from "./connection.ts";
import type { Rows } from "./driver-query.ts";
import { parseDatabaseUrl, withoutTransactionTimeout } from "./settings.ts";

/** A connection for migrations and backups, without a statement timeout. */
export const connect = (url: string, connectTimeoutMilliseconds = 5_000): Connection =>
  new Connection({
    address: parseDatabaseUrl(url),
    prepare: false,
    connectTimeoutMilliseconds,
    statementTimeoutMilliseconds: 0,
  });

/**
 * Disables timeouts for statements outside of transactions, such as building an index, whatever the database or its
 * user sets.
 */
export const liftTimeouts = (connection: Connection): Promise<unknown> =>
  connection.command(`set statement_timeout = 0; set lock_timeout = 0; ${withoutTransactionTimeout}`);

/** Runs one statement, such as CREATE DATABASE, on a connection of its own. */
export async function executeStatement(
  url: string,
  statement: string,
  { connectTimeoutMilliseconds = 3_000 }: { connectTimeoutMilliseconds?: number } = {},
): Promise<Rows> {
  await using connection = connect(url, connectTimeoutMilliseconds);
  return await connection.command(statement);
}
