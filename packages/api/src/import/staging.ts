import type { Database } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import type { Importer } from "./importer.ts";

/** Whose identifiers these are, in the tables of external identifiers. */
export const system = "synthea";

// Everything is looked up slice by slice and row by row: so each table has the indexes for it from the beginning, as to
// make them of a full table takes long.
const stagingTables = [
  sql`create temporary table import_patient (
    line integer not null, value text not null, id uuid, name text, first_name text, last_name text,
    date_of_birth date, date_of_birth_approximate boolean, gender text, address text
  ) on commit drop`,
  sql`create index on import_patient (line)`,
  sql`create index on import_patient (value, line)`,
  sql`create temporary table import_doctor (
    line integer not null, value text not null, id uuid, name text, first_name text, last_name text,
    specialization text, gender text, contact_info text, phone_number text
  ) on commit drop`,
  sql`create index on import_doctor (line)`,
  sql`create index on import_doctor (value, line)`,
  // A pair may come more than once: `lines` are the first of its rows, `row_count` says how many there are.
  sql`create temporary table import_pair (
    id uuid not null, patient text not null, provider text not null, started_at bigint not null,
    line integer not null, reason text, lines integer[] not null, row_count integer not null
  ) on commit drop`,
  sql`create index on import_pair (line)`,
  sql`create index on import_pair (patient, provider, started_at, line)`,
  // For the audit and the undoing: what this import has made, in the order of its making.
  sql`create temporary table import_made (
    number bigint generated always as identity primary key, id uuid not null, record_type text not null
  ) on commit drop`,
];

export const copyPatients = "copy import_patient from stdin";
export const copyDoctors = "copy import_doctor from stdin";
export const copyPairs = "copy import_pair from stdin";

export async function createStagingTables(db: Database) {
  for (const statement of stagingTables) await db.execute(statement);
}

export type StagedRecord = "patient" | "doctor";

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
export const externalIds = ({ practiceId }: Importer) => ({
  patient: (value: SQL) => sql`(
    select patient_id from patient_external_id
    where practice_id = ${practiceId} and system = ${system} and value = ${value} limit 1
  )`,
  doctor: (value: SQL) => sql`(
    select doctor_id from doctor_external_id where system = ${system} and value = ${value} limit 1
  )`,
});
