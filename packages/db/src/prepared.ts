import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import { type Database, runnerOf } from "./database.ts";
import { Statement } from "./statement.ts";

/** A value for each placeholder. It may be null, but not undefined. */
type PlaceholderValues<Name extends string> = { readonly [Placeholder in Name]: NonNullable<unknown> | null };

/** Runs the statement. A missing or misspelt placeholder does not compile. */
export type PreparedStatement<Name extends string, Result> = {
  execute(...values: [Name] extends [never] ? [] : [PlaceholderValues<Name>]): Promise<Result>;
};

/**
 * Builds a statement's SQL once per process, and runs it on the given database:
 * the reader or a transaction. `build` returns one statement made with `.prepare(name)`. `placeholders` lists its
 * placeholder names, because Drizzle knows them only when the SQL is built.
 *
 * @example
 * const patientById = prepared(["id"], (db) =>
 *   db.select().from(patient).where(eq(patient.id, sql.placeholder("id"))).prepare("patient_by_id"));
 * const rows = await patientById(db).execute({ id });
 */
export function prepared<const Name extends string, T extends PreparedQueryConfig>(
  placeholders: readonly Name[],
  build: (database: Database) => PgPreparedQuery<T>,
): (database: Database) => PreparedStatement<Name, T["execute"]> {
  let built: Statement<T> | undefined;
  return (database) => {
    built ??= singleStatement(build(database), placeholders);
    const statement = built;
    const runner = runnerOf(database);
    return { execute: (...[values]) => statement.executeOn(runner, values) };
  };
}

/** Anything else, such as an object with two statements, would stay bound to its first database. */
function singleStatement<T extends PreparedQueryConfig>(
  statement: PgPreparedQuery<T>,
  placeholders: readonly string[],
): Statement<T> {
  if (!(statement instanceof Statement))
    throw new TypeError("prepared() takes one Drizzle statement made with .prepare(name).");
  const unnamed = statement.placeholders.filter((name) => !placeholders.includes(name));
  if (unnamed.length > 0)
    throw new TypeError(`prepared() does not list the placeholders ${unnamed.join(", ")}.`);
  return statement;
}

/** The conditions that these columns have the values of the placeholders of the same names. */
export const given = <Name extends string>(
  table: { readonly [Column in Name]: PgColumn },
  ...names: readonly Name[]
): SQL[] => names.map((name) => eq(table[name], sql.placeholder(name)));
