import { type Database, newColumns, schema } from "@caretype/db";
import { type Column, type SQL, sql } from "drizzle-orm";
import { type CopyValue, copyLine } from "./copy-text.ts";
import type { Importer } from "./importer.ts";

/** Whose identifiers these are, in the tables of external identifiers: of the patients, and of the doctors. */
export type Systems = Record<StagedRecord, string>;

/** Into which practice, and whose identifiers. */
export type Target = { importer: Pick<Importer, "accountId" | "practiceId">; systems: Systems };

export type StagedRecord = "patient" | "doctor";

/** Whose a record is: known of the import, or looked up when the rows are inserted. */
const owners = ["practiceId", "createdBy", "assignedBy", "patientId", "doctorId"] as const;
type Owner = (typeof owners)[number];

/** What a row of a file says: the columns of the table, but for whose it is. */
const isOfRow = <Name extends string>(
  column: readonly [Name, Column],
): column is readonly [Exclude<Name, Owner>, Column] => !owners.some((owner) => owner === column[0]);

type Staging<Key extends string, Name extends string> = {
  table: string;
  /** Where a row is from, with the types of these columns. */
  keys: readonly (readonly [Key, string])[];
  /** Those of the table that the rows end up in. */
  columns: readonly (readonly [Name, Column])[];
};

/** A staging table, all of which goes by name: no order has to be the same in two places. */
function stagingOf<Key extends string, Name extends string>({ table, keys, columns }: Staging<Key, Name>) {
  const names = columns.map(([, { name }]) => `"${name}"`);
  const types = [
    ...keys.map(([name, type]) => `"${name}" ${type}`),
    ...columns.map(([, column]) => `"${column.name}" ${column.getSQLType()}`),
  ];
  return {
    create: sql.raw(`create temporary table ${table} (${types.join(", ")}) on commit drop`),
    copy: `copy ${table} (${[...keys.map(([name]) => `"${name}"`), ...names].join(", ")}) from stdin`,
    /** The names of the record's columns, as SQL lists them. */
    names: sql.raw(names.join(", ")),
    /** A line of the copy. Without a row only its keys are known. */
    line: (from: Record<Key, CopyValue>, row: Record<Name, CopyValue> | null): string =>
      copyLine([...keys.map(([name]) => from[name]), ...columns.map(([name]) => row?.[name] ?? null)]),
  };
}

const rowKeys = [["line", "integer not null"] as const, ["value", "text"] as const];

export const stagings = {
  patient: stagingOf({
    table: "import_patient",
    keys: rowKeys,
    columns: newColumns(schema.patient).filter(isOfRow),
  }),
  doctor: stagingOf({
    table: "import_doctor",
    keys: rowKeys,
    columns: newColumns(schema.doctor).filter(isOfRow),
  }),
  pair: stagingOf({
    table: "import_pair",
    keys: [
      ["patient", "text not null"],
      ["provider", "text not null"],
      ["started_at", "bigint not null"],
      ["line", "integer not null"],
      // A pair may come more than once: these are the first of its rows, and how many there are.
      ["lines", "integer[] not null"],
      ["row_count", "integer not null"],
    ],
    columns: newColumns(schema.assignment).filter(isOfRow),
  }),
};

// Everything is looked up slice by slice and row by row: so each table has the indexes for it from the beginning, as to
// make them of a full table takes long.
const stagingTables = [
  stagings.patient.create,
  sql`create index on import_patient (line)`,
  sql`create index on import_patient (value, line)`,
  stagings.doctor.create,
  sql`create index on import_doctor (line)`,
  sql`create index on import_doctor (value, line)`,
  sql`create index on import_doctor (lower(license_number), line) where license_number is not null`,
  sql`create index on import_doctor (lower(email), line) where email is not null`,
  stagings.pair.create,
  sql`create index on import_pair (line)`,
  sql`create index on import_pair (patient, provider, started_at, line)`,
  // For the audit and the undoing: what this import has made, in the order of its making.
  sql`create temporary table import_made (
    number bigint generated always as identity primary key, id uuid not null, record_type text not null
  ) on commit drop`,
];

/**
 * Everything is looked up by an index from here on. PostgreSQL keeps the plan by which it looks a foreign key up: made
 * where a table is almost empty, as after a check that was taken back, it reads all of the table for each row.
 */
export async function createStagingTables(db: Database) {
  await db.execute(sql`set local enable_seqscan = off`);
  await db.execute(sql`set local enable_sort = off`);
  for (const statement of stagingTables) await db.execute(statement);
}

export const staged = { patient: sql`import_patient`, doctor: sql`import_doctor`, pair: sql`import_pair` };

/** A part of a staged table: the lines after one, up to another. No two of its rows begin in the same line. */
export type Slice = { after: number; last: number };

export const isWithin = ({ after, last }: Slice): SQL =>
  sql`staged.line > ${after}::integer and staged.line <= ${last}::integer`;

/** A staged table in parts of so many rows. */
export async function* slicesOf(
  db: Database,
  table: keyof typeof staged,
  rows: number,
): AsyncGenerator<Slice> {
  for (let after = 0; ; ) {
    const [next] = await db.execute<{ last: number | null }>(sql`
      select max(line) as last from (
        select line from ${staged[table]} where line > ${after}::integer order by line limit ${rows}
      ) as next
    `);
    if (!next?.last) return;
    yield { after, last: next.last };
    after = next.last;
  }
}

/** The record that the database knows by an identifier. A look-up for each, whatever a planner takes the tables for. */
export const externalIds = ({ importer: { practiceId }, systems }: Target) => ({
  // The order of the primary key, as another index has the practice, too: with no statistics it is taken for as good,
  // and reads all of the practice's rows for each look-up.
  patient: (value: SQL) => sql`(
    select patient_id from (
      select system, value, patient_id, practice_id from patient_external_id as known
      where (known.practice_id, known.system, known.value) >= (${practiceId}::uuid, ${systems.patient}, ${value})
      order by known.practice_id, known.system, known.value limit 1
    ) as next
    where next.practice_id = ${practiceId} and next.system = ${systems.patient} and next.value = ${value}
  )`,
  doctor: (value: SQL) => sql`(
    select doctor_id from doctor_external_id where system = ${systems.doctor} and value = ${value} limit 1
  )`,
});
