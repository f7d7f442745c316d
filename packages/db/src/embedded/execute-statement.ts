import { Connection } from "../connection/connection.ts";
import type { Rows } from "../connection/driver-query.ts";
import { parseDatabaseUrl } from "../connection/settings.ts";

/** Runs one statement, such as CREATE DATABASE, on a connection of its own. */
export async function executeStatement(
  url: string,
  statement: string,
  { connectTimeoutMilliseconds = 3_000 }: { connectTimeoutMilliseconds?: number } = {},
): Promise<Rows> {
  const connection = new Connection({
    address: parseDatabaseUrl(url),
    prepare: false,
    connectTimeoutMilliseconds,
    statementTimeoutMilliseconds: 0,
  });
  try {
    return await connection.command(statement);
  } finally {
    await connection.end();
  }
}

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
