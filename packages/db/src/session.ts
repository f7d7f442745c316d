import { DrizzleQueryError } from "drizzle-orm";
import type { PgPreparedQuery, PgTransaction, PreparedQueryConfig } from "drizzle-orm/pg-core";
import { type PostgresJsQueryResultHKT, PostgresJsSession } from "drizzle-orm/postgres-js";
import type { ExtractTablesWithRelations } from "drizzle-orm/relations";
import type { Sql } from "postgres";
import type { Runner } from "./connection/connection.ts";
import { DatabaseUnavailable } from "./errors.ts";
import type * as tables from "./schema/index.ts";

export type Tables = typeof tables;
export type TableRelations = ExtractTablesWithRelations<Tables>;

/** Drizzle's session for postgres.js, of which only `unsafe` of the driver is used. */
export class Session extends PostgresJsSession<Sql, Tables, TableRelations> {
  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    ...query: Parameters<PostgresJsSession<Sql, Tables, TableRelations>["prepareQuery"]>
  ): PgPreparedQuery<T> {
    const prepared = super.prepareQuery<T>(...query);
    const { execute } = prepared;
    // `this` is looked up at the call: `prepared()` moves a statement to another client by inheriting from it.
    prepared.execute = function (placeholders) {
      return execute.call(this, placeholders).catch(rethrowUnavailable);
    };
    return prepared;
  }

  override transaction<T>(
    _run: (transaction: PgTransaction<PostgresJsQueryResultHKT, Tables, TableRelations>) => Promise<T>,
  ): Promise<T> {
    throw new Error("drizzle's transaction is not safe on postgres.js: use DatabaseHandle.transaction.");
  }
}

/** Drizzle wraps every error of a query; one that is not about the query leaves as itself. */
function rethrowUnavailable(error: unknown): never {
  throw error instanceof DrizzleQueryError && error.cause instanceof DatabaseUnavailable
    ? error.cause
    : error;
}

/** A driver of which nothing but the runner can be reached. */
export function driverOver(runner: Runner): Sql {
  const driver = {
    options: { parsers: {}, serializers: {} },
    unsafe(
      text: string,
      parameters: unknown[] = [],
      { prepare = false }: { prepare?: boolean | undefined } = {},
    ) {
      let asArrays = false;
      // Drizzle says `.values()` right after the call, so the statement waits for the end of that line.
      const rows = Promise.resolve().then(() => runner.run({ text, parameters, prepare, asArrays }));
      return Object.assign(rows, {
        values() {
          asArrays = true;
          return rows;
        },
      });
    },
  };
  // The session calls nothing else of the driver, and the tests would see it if a new version did.
  return driver as unknown as Sql;
}
