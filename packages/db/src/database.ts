import { createTableRelationsHelpers, extractTablesRelationalConfig } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql } from "postgres";
import type { Runner } from "./connection/connection.ts";
import * as schema from "./schema/index.ts";
import { driverOver, Session, type TableRelations, type Tables } from "./session.ts";

/**
 * Drizzle over our tables: the same type for reads and inside a transaction. Drizzle's own `transaction`
 * is left out; see `DatabaseHandle.transaction`.
 */
export type Database = Omit<PostgresJsDatabase<Tables>, "transaction">;

export const dialect = new PgDialect();

const { tables, tableNamesMap } = extractTablesRelationalConfig<TableRelations>(
  schema,
  createTableRelationsHelpers,
);
const relationalSchema = { fullSchema: schema, schema: tables, tableNamesMap };

const drivers = new WeakMap<Database, Sql>();

/** The driver under a database, for a prepared statement that moves from one to another. */
export const driverOf = (database: Database): Sql | undefined => drivers.get(database);

export function databaseOver(runner: Runner): Database {
  const driver = driverOver(runner);
  const session = new Session(driver, dialect, relationalSchema);
  const database = new PostgresJsDatabase<Tables>(dialect, session, relationalSchema);
  drivers.set(database, driver);
  return database;
}
