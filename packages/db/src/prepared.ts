import { PostgresJsPreparedQuery } from "drizzle-orm/postgres-js";
import { type Database, driverOf } from "./database.ts";

type PreparedStatement = { execute(placeholders?: Record<string, unknown>): Promise<unknown> };

/**
 * A statement whose SQL is built once for the process, and that runs on whichever database it is given:
 * the reader or a transaction. `build` returns one statement made with `.prepare(name)`.
 *
 * @example
 * const patientById = prepared((db) =>
 *   db.select().from(patient).where(eq(patient.id, sql.placeholder("id"))).prepare("patient_by_id"));
 * const rows = await patientById(db).execute({ id });
 */
export function prepared<Statement extends PreparedStatement>(
  build: (database: Database) => Statement,
): (database: Database) => Statement {
  let built: Statement | undefined;
  const bound = new WeakMap<Database, Statement>();
  return (database) => {
    const known = bound.get(database);
    if (known) return known;
    built ??= singleStatement(build(database));
    // A transaction's handle lives for a moment: inheriting is cheap, building the SQL anew is not.
    const statement: Statement = Object.create(built, { client: { value: driverOf(database) } });
    bound.set(database, statement);
    return statement;
  };
}

/** Anything else, such as an object of two statements, would stay with the first database it was built on. */
function singleStatement<Statement extends PreparedStatement>(statement: Statement): Statement {
  if (statement instanceof PostgresJsPreparedQuery) return statement;
  throw new TypeError("prepared() takes one drizzle statement made with .prepare(name).");
}
