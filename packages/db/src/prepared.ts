import { eq, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import { type Database, runnerOf } from "./database.ts";
import { Statement, unnamed } from "./statement.ts";

/** A value for each placeholder. It may be null, but not undefined. */
export type PlaceholderValues<Name extends string> = {
  readonly [Placeholder in Name]: NonNullable<unknown> | null;
};

/** Runs the statement. A missing or misspelt placeholder does not compile. */
export type PreparedStatement<Name extends string, Result> = {
  execute(...values: [Name] extends [never] ? [] : [PlaceholderValues<Name>]): Promise<Result>;
};

/** A query of Drizzle's builders. */
export type Query<T extends PreparedQueryConfig> = { prepare(name: string): PgPreparedQuery<T> };

type Options = {
  /** For statements whose generic plan would be bad. The SQL is still built only once. Default false. */
  isPlannedEachTime?: boolean;
};

/**
 * Builds a statement's SQL once per process, and runs it on the given database:
 * the reader or a transaction. `placeholders` lists its placeholder names, because Drizzle knows them only when the SQL is
 * built.
 *
 * @example
 * const patientById = prepared(["id"], (db) =>
 *   db.select().from(patient).where(eq(patient.id, sql.placeholder("id"))));
 * const rows = await patientById(db).execute({ id });
 */
export function prepared<const Name extends string, T extends PreparedQueryConfig>(
  placeholders: readonly Name[],
  build: (database: Database) => Query<T>,
  { isPlannedEachTime = false }: Options = {},
): (database: Database) => PreparedStatement<Name, T["execute"]> {
  let built: Statement<T> | undefined;
  return (database) => {
    built ??= statementOf(build(database).prepare(isPlannedEachTime ? unnamed : "named"), placeholders);
    const statement = built;
    const runner = runnerOf(database);
    return { execute: (...[values]) => statement.executeOn(runner, values) };
  };
}

function statementOf<T extends PreparedQueryConfig>(
  statement: PgPreparedQuery<T>,
  placeholders: readonly string[],
): Statement<T> {
  if (!(statement instanceof Statement)) throw new TypeError("prepared() takes one query of Drizzle.");
  const unlisted = statement.placeholders.filter((name) => !placeholders.includes(name));
  if (unlisted.length > 0)
    throw new TypeError(`prepared() does not list the placeholders ${unlisted.join(", ")}.`);
  return statement;
}

/** Conditions that these columns equal the placeholders of the same names. */
export const given = <Name extends string>(
  table: { readonly [Column in Name]: PgColumn },
  ...names: readonly Name[]
): SQL[] => names.map((name) => eq(table[name], sql.placeholder(name)));

export const pick = <From, Name extends keyof From>(from: From, ...names: readonly Name[]) =>
  // `fromEntries` loses the names.
  Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<From, Name>;
