import type { SourceDatabase } from "@caretype/db";
import { ImportRefused } from "@caretype/import/source/problems";
import { type DjangoKind, type FieldOf, fieldColumns, looksLike, modelNames } from "./dialects.ts";

type FoundTable<Kind extends DjangoKind> = {
  table: string;
  /** The column of each field. Fields without one are absent. */
  columns: { [Field in FieldOf<Kind>]?: string };
  /** Columns that match no field. */
  ignored: string[];
};
export type FoundTables = { [Kind in DjangoKind]: FoundTable<Kind> };

export type TableChoice = {
  schema: string;
  /** The tables that the operator named. */
  tables: Partial<Record<DjangoKind, string>>;
};

const listed = 20;

/** Tables and their columns. Views are left out, because they repeat tables' rows. */
const columnsOfSchema = `
  select class.relname::text as "table", string_agg(attribute.attname::text, ' ' order by attribute.attnum) as columns
  from pg_class as class
    join pg_namespace as namespace on namespace.oid = class.relnamespace
    join pg_attribute as attribute on attribute.attrelid = class.oid
  where namespace.nspname = $1 and class.relkind in ('r', 'p') and not class.relispartition
    and attribute.attnum > 0 and not attribute.attisdropped
  group by class.relname order by class.relname`;

/**
 * Finds the tables of users, patients, doctors and mappings.
 * @throws {ImportRefused} if they are ambiguous or missing.
 */
export async function findTables(
  source: SourceDatabase,
  { schema, tables }: TableChoice,
): Promise<FoundTables> {
  const found = await source.rows(columnsOfSchema, [schema]);
  const all = new Map(found.map(({ table, columns }) => [table ?? "", (columns ?? "").split(" ")]));
  if (all.size === 0)
    throw new ImportRefused(`The schema ${quotedName(schema)} of --from has no tables. See --schema.`);
  const tableOf = <Kind extends DjangoKind>(kind: Kind) =>
    withColumns(all, kind, chosenTable(all, kind, tables[kind]));
  return {
    user: tableOf("user"),
    patient: tableOf("patient"),
    doctor: tableOf("doctor"),
    mapping: tableOf("mapping"),
  };
}

type Tables = ReadonlyMap<string, readonly string[]>;

function chosenTable(all: Tables, kind: DjangoKind, named: string | undefined): string {
  const option = `--${kind}s-table`;
  if (named !== undefined) {
    if (all.has(named)) return named;
    throw new ImportRefused(
      `The database of --from has no table ${quotedName(named)}. It has ${listOf([...all.keys()])}.`,
    );
  }
  const possible = [...all]
    .filter(([, columns]) => looksLike[kind](new Set(columns)))
    .map(([table]) => table);
  const ofModel = possible.filter((table) => modelNames[kind].test(table));
  const [only, ...others] = ofModel.length > 0 ? ofModel : possible;
  if (only !== undefined && others.length === 0) return only;
  if (only === undefined)
    throw new ImportRefused(
      `No table looks like that of the ${kind}s. Name it with ${option}. There are ${listOf([...all.keys()])}.`,
    );
  throw new ImportRefused(
    `Several tables look like that of the ${kind}s: ${listOf([only, ...others])}. Name one with ${option}.`,
  );
}

function withColumns<Kind extends DjangoKind>(all: Tables, kind: Kind, table: string): FoundTable<Kind> {
  const there = all.get(table) ?? [];
  const columns: FoundTable<Kind>["columns"] = {};
  // A field of the kind, with its possible columns.
  for (const [field, names] of Object.entries(fieldColumns[kind]) as [FieldOf<Kind>, readonly string[]][]) {
    const column = names.find((name) => there.includes(name));
    if (column !== undefined) columns[field] = column;
  }
  requireColumns(kind, table, columns);
  const used = new Set(Object.values(columns));
  return { table, columns, ignored: there.filter((column) => !used.has(column)) };
}

const required: Record<DjangoKind, readonly string[]> = {
  user: ["id", "password", "email"],
  patient: ["id"],
  doctor: ["id"],
  mapping: ["id", "patient", "doctor"],
};

function requireColumns(kind: DjangoKind, table: string, columns: Record<string, unknown>): void {
  const missing = required[kind].filter((field) => columns[field] === undefined);
  if (missing.length === 0) return;
  throw new ImportRefused(
    `The table ${quotedName(table)} has no column for ${missing.join(" and ")}. See --${kind}s-table.`,
  );
}

/** An identifier in SQL. */
const quotedName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

function listOf(names: readonly string[]): string {
  const more = names.length - listed;
  return `${names.slice(0, listed).map(quotedName).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}

type Columns = Readonly<Record<string, string | undefined>>;

/** Returns a table's rows. Each cell is a text under its field's name, in the order of these fields. */
export const rowsOf = (
  { schemaName }: { schemaName: string },
  { table, columns }: { table: string; columns: Columns },
  order: readonly string[],
): string => `select ${selected(columns)} from ${quotedName(schemaName)}.${quotedName(table)} as source
  order by ${order.map((field) => `source.${quotedName(columns[field] ?? columns.id ?? "")}`).join(", ")}`;

const selected = (columns: Columns) =>
  Object.entries(columns)
    .map(([field, column]) => `source.${quotedName(column ?? "")}::text as ${quotedName(field)}`)
    .join(", ");

/** Returns rows of mappings, each with its patient's user. `patientId` is null if there is no such patient. */
export function mappingRows({ schemaName, tables }: { schemaName: string; tables: FoundTables }): string {
  const { mapping, patient } = tables;
  const { createdBy } = patient.columns;
  const owner = createdBy === undefined ? "null" : `patient.${quotedName(createdBy)}::text`;
  const idOf = (columns: Columns, field: string) => quotedName(columns[field] ?? "");
  return `select ${selected(mapping.columns)}, patient.${idOf(patient.columns, "id")}::text as "patientId", ${owner} as "owner"
    from ${quotedName(schemaName)}.${quotedName(mapping.table)} as source
      left join ${quotedName(schemaName)}.${quotedName(patient.table)} as patient
        on patient.${idOf(patient.columns, "id")} = source.${idOf(mapping.columns, "patient")}
    order by "owner", source.${idOf(mapping.columns, "id")}`;
}
