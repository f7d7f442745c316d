import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Runner } from "./connection/connection.ts";
import { Session } from "./session.ts";

/**
 * Drizzle over our tables: the same type for reads and inside a transaction. Drizzle's own `transaction`
 * is left out; see `DatabaseHandle.transaction`.
 */
export type Database = Omit<PostgresJsDatabase, "transaction">;

export const dialect = new PgDialect();

/** Cheap to make, as each transaction has one of its own: without drizzle's relational queries, which nobody asks. */
class RunningDatabase extends PostgresJsDatabase {
  readonly #runner: Runner;

  constructor(runner: Runner) {
    super(dialect, new Session(runner, dialect), undefined);
    this.#runner = runner;
  }

  static runnerOf(database: Database): Runner {
    if (#runner in database) return database.#runner;
    throw new TypeError("This database was not made by openDatabase.");
  }
}

export const databaseOver = (runner: Runner): Database => new RunningDatabase(runner);

/** What a database's statements run on, for one that moves from one database to another. */
export const runnerOf = RunningDatabase.runnerOf;
