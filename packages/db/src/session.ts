import type { Query } from "drizzle-orm";
import {
  type PgDialect,
  type PgPreparedQuery,
  PgSession,
  type PgTransaction,
  type PreparedQueryConfig,
  type SelectedFieldsOrdered,
} from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type { Runner } from "./connection/connection.ts";
import { Statement, unnamed } from "./statement.ts";

/** Drizzle's session, with access to nothing but the runner. */
export class Session extends PgSession<PostgresJsQueryResultHKT> {
  readonly #runner: Runner;

  constructor(runner: Runner, dialect: PgDialect) {
    super(dialect);
    this.#runner = runner;
  }

  override prepareQuery<T extends PreparedQueryConfig = PreparedQueryConfig>(
    query: Query,
    fields: SelectedFieldsOrdered | undefined,
    name?: string,
  ): PgPreparedQuery<T> {
    return new Statement<T>(this.#runner, query, { fields, isNamed: name !== undefined && name !== unnamed });
  }

  override transaction<T>(
    _run: (transaction: PgTransaction<PostgresJsQueryResultHKT>) => Promise<T>,
  ): Promise<T> {
    throw new Error("Drizzle's transaction is not safe on postgres.js: use DatabaseHandle.transaction.");
  }
}
