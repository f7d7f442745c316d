import { type Column, getTableColumns, getTableName, is, SQL, sql, type Table } from "drizzle-orm";
import type { PgTable, PreparedQueryConfig, SelectedFieldsFlat } from "drizzle-orm/pg-core";
import type { SelectResultFields } from "drizzle-orm/query-builders/select.types";
import type { Database } from "./database.ts";
import type { PracticeId } from "./ids.ts";
import { type PlaceholderValues, prepared, type Query } from "./prepared.ts";

/** Columns that the database fills in on insert, and the trigger `keep_version` on later changes. */
const stamped = [
  ...(["createdAt", "assignedAt", "updatedAt", "updatedBy", "version"] as const),
  ...(["withheldVersions", "shownAt"] as const),
];
type Stamped = (typeof stamped)[number];
const isStamped = (name: string): name is Stamped => stamped.some((each) => each === name);

type NewName<Of extends Table> = Exclude<keyof Of["$inferInsert"], Stamped> &
  keyof Of["$inferSelect"] &
  string;

/** A complete new row: a value or null for each column that is neither computed nor stamped. */
export type NewRow<Of extends Table> = { [Name in NewName<Of>]: Of["$inferSelect"][Name] };

/** The known values of a new row. Omitted ones are null, or the column's default. */
export type GivenRow<Of extends Table> = Omit<Of["$inferInsert"], Stamped>;

/** Values of an update. Omitted ones stay as they are. */
export type RowChanges<Of extends Table> = { [Name in keyof GivenRow<Of>]?: GivenRow<Of>[Name] | undefined };

/** Makes values without a column a compile error, because they would be lost. */
export type NothingElse<Known, Sent> = { [Name in Exclude<keyof Sent, keyof Known>]: never };

type Named<Name extends string> = readonly (readonly [Name, Column])[];

/** Returns the columns of a `NewRow` with their names. */
export const newColumns = <Of extends Table>(table: Of): Named<NewName<Of>> =>
  columnsOf(table).filter((entry): entry is [NewName<Of>, Column] => entry[0] in getTableColumns(table));

const known = new WeakMap<Table, Named<string>>();

/** Cached, because an import uses it for each row. */
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
 * Completes the known values to a whole row.
 *
 * @throws {TypeError} for a value that the table has no column for.
 */
export function newRow<Of extends Table, Sent extends GivenRow<Of>>(
  table: Of,
  sent: Sent & NothingElse<GivenRow<Of>, Sent>,
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
  throw new TypeError(`A row of ${getTableName(table)} lacks a required value.`);
}

/**
 * Returns the values of an update unchanged, after checking that each has a column.
 *
 * @throws {TypeError} for a value that the table has no column for, which Drizzle would ignore.
 */
export function changedRow<Of extends Table, Sent extends RowChanges<Of>>(
  table: Of,
  sent: Sent & NothingElse<GivenRow<Of>, Sent>,
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

type PreparedInsert<Row, Made> = { execute(row: Row): Promise<Made> };

/**
 * Prepares an insert of one row, and returns columns of it. The placeholders come from the table, so that none is missing.
 *
 * @example
 * const insertion = preparedInsert(patient, { id: patient.id });
 * const { id } = await insertion(db).execute(newRow(patient, { name: "Ann Lee", … }));
 */
export function preparedInsert<Of extends PgTable, Shown extends SelectedFieldsFlat>(
  table: Of,
  shown: Shown,
): (database: Database) => PreparedInsert<NewRow<Of>, SelectResultFields<Shown>> {
  const names = columnsOf(table).map(([name]) => name);
  const row = Object.fromEntries(names.map((name) => [name, sql.placeholder(name)]));
  // Drizzle cannot type the columns of a generic table.
  const [into, returned]: [PgTable, SelectedFieldsFlat] = [table, shown];
  const statement = prepared(names, (db) => db.insert(into).values(row).returning(returned));
  return (database) => ({
    async execute(values) {
      const [inserted] = await statement(database).execute(values as PlaceholderValues<string>);
      if (!inserted) throw new Error("insert returned no row");
      return inserted as SelectResultFields<Shown>;
    },
  });
}

type PreparedInserts<Row, Result> = {
  execute(practiceId: PracticeId, rows: readonly Row[]): Promise<Result>;
};

/**
 * Prepares an insert of any number of rows of one practice, as one statement. They come back in any order. They are sent as
 * JSON, so columns of bytes are not supported.
 *
 * @example
 * const insertions = preparedInserts(observation, (db, rows) =>
 *   db.insert(observation).select(rows).returning());
 * const made = await insertions(db).execute(practiceId, [newRow(observation, { … })]);
 */
export function preparedInserts<Of extends Table, T extends PreparedQueryConfig>(
  table: Of,
  build: (database: Database, rows: SQL) => Query<T>,
): (database: Database) => PreparedInserts<NewRow<Of>, T["execute"]> {
  const statement = prepared(["practiceId", "rows"], (database) => build(database, sentRows(table)));
  const sent = columnsOf(table).filter(([name]) => name !== "practiceId");
  const toJson = (row: Record<string, unknown>) =>
    Object.fromEntries(sent.map(([name, column]) => [column.name, row[name]]));
  return (database) => ({
    execute: (practiceId, rows) =>
      statement(database).execute({ practiceId, rows: JSON.stringify(rows.map(toJson)) }),
  });
}

/** Inserts any number of rows of one practice. Unlike Drizzle's `values`, it builds no text that grows with them. */
export async function insertRows<Of extends PgTable>(
  db: Database,
  table: Of,
  { practiceId, rows }: { practiceId: PracticeId; rows: readonly NewRow<Of>[] },
): Promise<void> {
  const statement = preparedInserts(table, (on, sent) => on.insert(table).select(sent));
  await statement(db).execute(practiceId, rows);
}

/** Drizzle inserts into all columns, in this order. The practice is a parameter, so that Citus can route the rows. */
function sentRows(table: Table): SQL {
  const values = Object.entries(getTableColumns(table))
    .filter(([, { generated }]) => generated === undefined)
    .map(([name, column]) => {
      if (isStamped(name)) return stampOf(column);
      return name === "practiceId"
        ? sql`${sql.placeholder("practiceId")}::uuid`
        : sql`sent.${sql.identifier(column.name)}`;
    });
  return sql`select ${sql.join(values, sql`, `)}
    from json_populate_recordset(null::${table}, ${sql.placeholder("rows")}::text::json) as sent`;
}

function stampOf({ default: value }: Column): SQL {
  if (is(value, SQL)) return value;
  return typeof value === "number" ? sql.raw(String(value)) : sql`null`;
}
