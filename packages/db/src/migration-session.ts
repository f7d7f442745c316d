import { PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import type { Runner } from "./connection/connection.ts";
import { dialect } from "./database.ts";
import { Session } from "./session.ts";

/** Runs Drizzle's migrator inside an open transaction: its own transaction joins that one. */
class MigrationSession extends Session {
  override transaction<T>(run: (joined: JoinedTransaction) => Promise<T>): Promise<T> {
    return run(new JoinedTransaction(dialect, this, undefined));
  }
}

class JoinedTransaction extends PgTransaction<PostgresJsQueryResultHKT> {
  override transaction<T>(run: (joined: JoinedTransaction) => Promise<T>): Promise<T> {
    return run(this);
  }
}

export const migrationSession = (runner: Runner) => new MigrationSession(runner, dialect);
