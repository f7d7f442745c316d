import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import { type Database, runnerOf } from "./database.ts";
import { Statement } from "./statement.ts";

/** Runs the statement, with a value for each placeholder; null is a value, undefined is refused. */
export type PreparedStatement<Result> = { execute(values?: Record<string, unknown>): Promise<Result> };

/**
 * A statement whose SQL is built once for the process, and that runs on whichever database it is given:
 * the reader or a transaction. `build` returns one statement made with `.prepare(name)`.
 *
 * @example
 * const patientById = prepared((db) =>
 *   db.select().from(patient).where(eq(patient.id, sql.placeholder("id"))).prepare("patient_by_id"));
 * const rows = await patientById(db).execute({ id });
 */
export function prepared<T extends PreparedQueryConfig>(
  build: (database: Database) => PgPreparedQuery<T>,
): (database: Database) => PreparedStatement<T["execute"]> {
  let built: Statement<T> | undefined;
  return (database) => {
    built ??= singleStatement(build(database));
    const statement = built;
    const runner = runnerOf(database);
    return { execute: (values) => statement.executeOn(runner, values) };
  };
}

/** Anything else, such as an object of two statements, would stay with the first database it was built on. */
function singleStatement<T extends PreparedQueryConfig>(statement: PgPreparedQuery<T>): Statement<T> {
  if (statement instanceof Statement) return statement;
  throw new TypeError("prepared() takes one drizzle statement made with .prepare(name).");
}
