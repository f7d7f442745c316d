import {
  type Column,
  getTableColumns,
  getTableName,
  is,
  type Placeholder,
  SQL,
  sql,
  type Table,
} from "drizzle-orm";
import type { PgPreparedQuery, PreparedQueryConfig } from "drizzle-orm/pg-core";
import type { Database } from "./database.ts";
import { prepared } from "./prepared.ts";

/** Columns that the database fills in by itself, and the trigger `keep_version` later. */
const stamped = [
  ...(["createdAt", "assignedAt", "updatedAt", "updatedBy", "version"] as const),
  ...(["withheldVersions", "shownAt"] as const),
];
type Stamped = (typeof stamped)[number];
const isStamped = (name: string): name is Stamped => stamped.some((each) => each === name);

type NewName<Of extends Table> = Exclude<keyof Of["$inferInsert"], Stamped> &
  keyof Of["$inferSelect"] &
  string;

/** A whole new row: a value for each column that is neither computed nor stamped, null where there is nothing to say. */
export type NewRow<Of extends Table> = { [Name in NewName<Of>]: Of["$inferSelect"][Name] };

/** What is known of a new row: what is left out is null, or the column's default. */
type Given<Of extends Table> = Omit<Of["$inferInsert"], Stamped>;

type Changes<Of extends Table> = { [Name in keyof Given<Of>]?: Given<Of>[Name] | undefined };

/** What a table has no column for does not compile: it would be lost. */
type NothingElse<Known, Sent> = { [Name in Exclude<keyof Sent, keyof Known>]: never };

type Named<Name extends string> = readonly (readonly [Name, Column])[];

/** The columns of a `NewRow`, with their names in it. */
export const newColumns = <Of extends Table>(table: Of): Named<NewName<Of>> =>
  columnsOf(table).filter((entry): entry is [NewName<Of>, Column] => entry[0] in getTableColumns(table));

const known = new WeakMap<Table, Named<string>>();

/** Asked for each row of an import, so looked up once. */
function columnsOf(table: Table): Named<string> {
  const before = known.get(table);
  if (before) return before;
  const columns = Object.entries(getTableColumns(table)).filter(
    ([name, column]) => column.generated === undefined && !isStamped(name),
  );
  known.set(table, columns);
  return columns;
}

/**
 * A whole row of what is known of a new one.
 *
 * @throws {TypeError} for a value that the table has no column for.
 */
export function newRow<Of extends Table, Sent extends Given<Of>>(
  table: Of,
  sent: Sent & NothingElse<Given<Of>, Sent>,
): NewRow<Of> {
  const columns = columnsOf(table);
  const values = new Map<string, unknown>(Object.entries(sent));
  const row = Object.fromEntries(
    columns.map(([name, column]) => [name, values.get(name) ?? defaultOf(column)]),
  );
  for (const [name, value] of values) {
    if (value !== undefined && !(name in row)) throw noColumn(table, name);
  }
  if (isWhole<Of>(row, columns)) return row;
  throw new TypeError(`A row of ${getTableName(table)} lacks a value.`);
}

/**
 * What an update sets: as it is given, and of columns that there are.
 *
 * @throws {TypeError} for a value that the table has no column for: drizzle would pass it over.
 */
export function changedRow<Of extends Table, Sent extends Changes<Of>>(
  table: Of,
  sent: Sent & NothingElse<Given<Of>, Sent>,
): Sent {
  const columns = getTableColumns(table);
  for (const name in sent) if (!Object.hasOwn(columns, name)) throw noColumn(table, name);
  return sent;
}

const noColumn = (table: Table, name: string) =>
  new TypeError(`The table ${getTableName(table)} has no column for ${name}.`);

function defaultOf(column: Column): unknown {
  return column.default === undefined || is(column.default, SQL) ? null : column.default;
}

const isWhole = <Of extends Table>(row: Record<string, unknown>, columns: Named<string>): row is NewRow<Of> =>
  columns.every(([name, { notNull }]) => row[name] !== null || !notNull);

type PreparedInsert<Row, Result> = { execute(row: Row): Promise<Result> };
type PlaceholderRow<Of extends Table> = { [Name in NewName<Of>]: Placeholder<Name> };

/**
 * A prepared insert of one row, whose columns and placeholders are the table's own: none can be forgotten.
 *
 * @example
 * const insertion = preparedInsert(patient, (db, row) =>
 *   db.insert(patient).values(row).returning().prepare("patient_insert"));
 * const [made] = await insertion(db).execute(newRow(patient, { name: "Ann Lee", … }));
 */
export function preparedInsert<Of extends Table, T extends PreparedQueryConfig>(
  table: Of,
  build: (database: Database, row: PlaceholderRow<Of>) => PgPreparedQuery<T>,
): (database: Database) => PreparedInsert<NewRow<Of>, T["execute"]> {
  const names = columnsOf(table).map(([name]) => name);
  const statement = prepared(names, (database) => {
    const row = Object.fromEntries(columnsOf(table).map(([name]) => [name, sql.placeholder(name)]));
    if (isOfPlaceholders(row, table)) return build(database, row);
    throw new TypeError(`A column of ${getTableName(table)} has no placeholder.`);
  });
  return (database) => ({ execute: (row) => statement(database).execute(row) });
}

const isOfPlaceholders = <Of extends Table>(
  row: Record<string, unknown>,
  table: Of,
): row is PlaceholderRow<Of> => columnsOf(table).every(([name]) => name in row);
