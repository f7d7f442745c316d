import { type Database, sqlStateOf } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError, type RecordCount } from "../kernel/error/domain-error.ts";
import type { PatientId } from "../kernel/field/ids.ts";
import { uuids } from "../kernel/field/uuids.ts";
import type { Scope } from "../kernel/procedure/scope.ts";
import { hooksOf, type Move } from "./hooks.ts";

// Rows about a patient whose tables no module names: of a team's own, or of a module that is not installed. They are known by
// their foreign keys.

type InPractice = Pick<Scope, "practiceId">;

type Table = {
  /** With its schema, quoted. */
  table: string;
  name: string;
  /** The column with the patient's id. */
  column: string;
  /** The other columns of the primary key, but for the practice's. */
  key: string[];
  /** Rows are deleted with their patient. */
  isCascade: boolean;
};

/** The tables of people themselves. */
const own = ["assignment", "patient_external_id"];

/** Each table with a foreign key to patients whose rows the database's user may read and change. `but`: without these. */
const findReferring = (db: Database, but: readonly string[]): Promise<Table[]> =>
  db.execute<Table>(sql`
    select format('%I.%I', nspname, relname) as "table", relname as name, column_name as "column",
      confdeltype = 'c' as "isCascade", coalesce((
        select json_agg(attname order by attnum) from pg_index
          join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = conrelid and indisprimary and attname not in ('practice_id', column_name)
      ), '[]') as key
    from pg_constraint
      join pg_class on pg_class.oid = conrelid
      join pg_namespace on pg_namespace.oid = relnamespace
      cross join lateral (
        select own.attname::text as column_name from unnest(conkey, confkey) as pair (own_number, patient_number)
          join pg_attribute as own on own.attrelid = conrelid and own.attnum = own_number
          join pg_attribute as patients on patients.attrelid = confrelid and patients.attnum = patient_number
        where patients.attname = 'id'
      ) as referring
    where contype = 'f' and confrelid = 'patient'::regclass and not relispartition
      and relname <> all(${`{${but.join(",")}}`}::text[])
      and has_table_privilege(conrelid, 'select') and has_table_privilege(conrelid, 'update')
    order by 1, 3`);

const findOther = (db: Database) =>
  findReferring(db, [...own, ...hooksOf("patient").flatMap(({ tables }) => tables)]);

const ofPatients = ({ practiceId }: InPractice, { column }: Table, ids: readonly string[]): SQL =>
  sql`practice_id = ${practiceId}::uuid and ${sql.identifier(column)} = any(${uuids(ids)})`;

const inLowerCamel = (name: string) => name.replaceAll(/_[a-z0-9]/g, (part) => part.slice(1).toUpperCase());

type Counted = Table & { count: number };

async function countRows(db: Database, scope: InPractice, patientId: PatientId): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const each of await findOther(db)) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.raw(each.table)} where ${ofPatients(scope, each, [patientId])}`,
    );
    if (row && row.count > 0) counted.push({ ...each, count: row.count });
  }
  return counted;
}

/** By the names of their own features. Those who write such a feature extend the type. */
const hasRecords = (rows: readonly Counted[], cause?: unknown) =>
  new DomainError("PATIENT_HAS_RECORDS", {
    records: rows.map(({ name, count }) => ({ kind: inLowerCamel(name) as RecordCount["kind"], count })),
    cause,
  });

/** Throws `PATIENT_HAS_RECORDS` for a patient with such rows, unless they are deleted with their patient. */
export async function requireNoOtherRows(db: Database, scope: InPractice, id: PatientId): Promise<void> {
  const blocking = (await countRows(db, scope, id)).filter(({ isCascade }) => !isCascade);
  if (blocking.length > 0) throw hasRecords(blocking);
}

/** The keys of moved rows by table and column, stored for the undo. */
export const MovedOtherRows = z
  .array(z.object({ table: z.string(), column: z.string(), keys: z.array(z.string()) }))
  .default([]);
export type MovedOtherRows = z.output<typeof MovedOtherRows>;

/** The values of a key as one text. Empty where each patient has one row at most. */
const keyOf = ({ key }: Table): SQL =>
  key.length === 0
    ? sql`''`
    : sql.join(
        key.map((name) => sql`${sql.identifier(name)}::text`),
        sql` || chr(31) || `,
      );

/**
 * Moves all such rows of a patient to another. Throws `PATIENT_HAS_RECORDS` if both have what each patient can only have once.
 */
export async function moveOtherRows(
  db: Database,
  scope: InPractice,
  { fromId, toId }: Move,
): Promise<MovedOtherRows> {
  const moved: MovedOtherRows = [];
  for (const each of await countRows(db, scope, fromId)) {
    const { table, column } = each;
    const rows = await db
      .execute<{ key: string }>(sql`
        update ${sql.raw(table)} set ${sql.identifier(column)} = ${toId}::uuid
        where ${ofPatients(scope, each, [fromId])} returning ${keyOf(each)} as key`)
      .catch((error: unknown) => {
        throw sqlStateOf(error) === "23505" ? hasRecords([each], error) : error;
      });
    moved.push({ table, column, keys: rows.map(({ key }) => key) });
  }
  return moved;
}

/** Moves those back that the patient still has. Of tables that are gone, there are none. */
export async function moveOtherRowsBack(
  db: Database,
  scope: InPractice,
  { moved, fromId, toId }: Move & { moved: MovedOtherRows },
): Promise<void> {
  if (moved.length === 0) return;
  const tables = await findReferring(db, []);
  for (const { table, column, keys } of moved) {
    const there = tables.find((each) => each.table === table && each.column === column);
    if (there)
      await db.execute(sql`
        update ${sql.raw(table)} set ${sql.identifier(column)} = ${toId}::uuid
        where ${ofPatients(scope, there, [fromId])} and ${keyOf(there)} in (
          select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))`);
  }
}

/** Deletes all rows that still refer to the patients, of all tables, but for those that are deleted with their patients. */
export async function eraseReferringRows(
  db: Database,
  scope: InPractice,
  patientIds: readonly string[],
): Promise<void> {
  for (const each of await findReferring(db, []))
    if (!each.isCascade)
      await db.execute(sql`delete from ${sql.raw(each.table)} where ${ofPatients(scope, each, patientIds)}`);
}
