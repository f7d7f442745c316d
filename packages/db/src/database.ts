import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Runner } from "./connection/connection.ts";
import { Session } from "./session.ts";

/**
 * Drizzle over our tables, with the same type for reads and inside a transaction.
 * Without Drizzle's own `transaction`: see `DatabaseHandle.transaction`.
 */
export type Database = Omit<PostgresJsDatabase, "transaction">;

export const dialect = new PgDialect();

/** Cheap to create, because each transaction has its own. Drizzle's relational queries are unused and left out. */
class RunningDatabase extends PostgresJsDatabase {
  readonly #runner: Runner;

  constructor(runner: Runner) {
    super(dialect, new Session(runner, dialect), undefined);
    this.#runner = runner;
  }

  static runnerOf(database: Database): Runner {
    if (#runner in database) return database.#runner;
    throw new TypeError("Create the database with openDatabase.");
  }
}

export const databaseOver = (runner: Runner): Database => new RunningDatabase(runner);

/** Returns a database's runner, to run a built statement on another database. */
export const runnerOf = RunningDatabase.runnerOf;
