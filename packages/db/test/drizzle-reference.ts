import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsDatabase, PostgresJsSession } from "drizzle-orm/postgres-js";
import postgres, { type Sql } from "postgres";
import { types } from "../src/connection/types.ts";
import type { Database } from "../src/index.ts";

/** Our serializers accept only text. */
const serialize = (value: unknown) => (typeof value === "boolean" ? (value ? "t" : "f") : String(value));
const serializing = Object.fromEntries(
  Object.entries(types).map(([name, type]) => [name, { ...type, serialize }]),
);

/** Drizzle with its own session and postgres.js with its own queries: the reference for our results. */
export function drizzleReference(url: string): { database: Database; close(): Promise<void> } {
  const sql: Sql = postgres(url, {
    max: 1,
    types: serializing,
    fetch_types: false,
    connection: { TimeZone: "UTC" },
  });
  const dialect = new PgDialect();
  const session = new PostgresJsSession<Sql, Record<string, never>, Record<string, never>>(
    sql,
    dialect,
    undefined,
  );
  return { database: new PostgresJsDatabase(dialect, session, undefined), close: () => sql.end() };
}
