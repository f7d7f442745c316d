import { type Database, sqlStateOf } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError, type RecordCount } from "../kernel/error/domain-error.ts";
import type { PatientId } from "../kernel/field/ids.ts";
import { uuids } from "../kernel/field/uuids.ts";
import { hooksOf } from "../kernel/hooks.ts";
import type { Scope } from "../kernel/procedure/scope.ts";
import type { Move } from "./hooks.ts";

// Rows about a patient in tables that no module names: custom tables, or those of a module that is not installed.
// They are found by their foreign keys.

type InPractice = Pick<Scope, "practiceId">;
type Asking = Pick<Scope, "practiceId" | "permissions">;

type Table = {
  /** With its schema, quoted. */
  table: string;
  name: string;
  /** The column with the practice's id. */
  practice: string;
  /** The columns with patients' ids. */
  columns: string[];
  /** The columns of the primary key. */
  key: string[];
  /** Columns whose foreign key blocks the deletion of the patient. */
  blocking: string[];
  /** Rows are deleted with their patient, or their reference is cleared. */
  hasAction: boolean;
  /** The database's user may read and change it. */
  isOpen: boolean;
  /** Other tables that its rows refer to. */
  refersTo: string[];
};

/** The tables of people themselves. */
const own = ["assignment", "patient_external_id"];

/** Each table with a foreign key to patients. `but`: excluded tables. */
const findReferring = (db: Database, but: readonly string[]): Promise<Table[]> =>
  db.execute<Table>(sql`
    select format('%I.%I', nspname, relname) as "table", relname as name, practice_column as practice,
      json_agg(distinct column_name) as columns,
      coalesce(json_agg(distinct column_name) filter (where confdeltype <> 'c'), '[]') as blocking,
      bool_or(confdeltype in ('c', 'n', 'd')) as "hasAction",
      has_schema_privilege(nspname, 'usage')
        and has_table_privilege(pg_class.oid, 'select') and has_table_privilege(pg_class.oid, 'update') as "isOpen", (
        select coalesce(json_agg(attname order by attnum), '[]') from pg_index
          join pg_attribute on attrelid = indrelid and attnum = any(indkey)
        where indrelid = pg_class.oid and indisprimary
      ) as key, (
        select coalesce(json_agg(format('%I.%I', named.nspname, referred.relname)), '[]') from pg_constraint as other
          join pg_class as referred on referred.oid = other.confrelid
          join pg_namespace as named on named.oid = referred.relnamespace
        where other.conrelid = pg_class.oid and other.contype = 'f' and other.confrelid <> pg_class.oid
      ) as "refersTo"
    from pg_constraint
      join pg_class on pg_class.oid = conrelid
      join pg_namespace on pg_namespace.oid = relnamespace
      cross join lateral (
        select max(own.attname) filter (where patients.attname = 'id') as column_name,
          max(own.attname) filter (where patients.attname = 'practice_id') as practice_column
        from unnest(conkey, confkey) as pair (own_number, patient_number)
          join pg_attribute as own on own.attrelid = conrelid and own.attnum = own_number
          join pg_attribute as patients on patients.attrelid = confrelid and patients.attnum = patient_number
      ) as referring
    where contype = 'f' and confrelid = 'patient'::regclass and conparentid = 0
      and column_name is not null and practice_column is not null
      and not (relname = any(${`{${but.join(",")}}`}::text[])
        and relnamespace = (select relnamespace from pg_class where oid = 'patient'::regclass))
    group by pg_class.oid, nspname, relname, practice_column
    order by 1`);

const findOther = (db: Database) =>
  findReferring(db, [...own, ...hooksOf("patient").flatMap(({ tables }) => tables)]);

/** Rows in which one of the columns has one of the ids. */
const ofPatients = (
  { practiceId }: InPractice,
  { practice, columns }: Pick<Table, "practice" | "columns">,
  ids: readonly string[],
): SQL => {
  const inColumn = columns.map((column) => sql`${sql.identifier(column)} = any(${uuids(ids)})`);
  return sql`${sql.identifier(practice)} = ${practiceId}::uuid and (${sql.join(inColumn, sql` or `)})`;
};

const inLowerCamel = (name: string) => name.replaceAll(/_[a-z0-9]/g, (part) => part.slice(1).toUpperCase());

type Counted = Table & { count: number };

async function countRows(
  db: Database,
  scope: InPractice,
  { patientId, tables }: { patientId: PatientId; tables: readonly Table[] },
): Promise<Counted[]> {
  const counted: Counted[] = [];
  for (const each of tables.filter(({ isOpen, columns }) => isOpen && columns.length > 0)) {
    const [row] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from ${sql.raw(each.table)} where ${ofPatients(scope, each, [patientId])}`,
    );
    if (row && row.count > 0) counted.push({ ...each, count: row.count });
  }
  return counted;
}

/** By their feature's name, for callers who may see a patient's diagnoses. Such features extend the type. */
const hasRecords = ({ permissions }: Asking, rows: readonly Counted[], cause?: unknown) => {
  const records = rows.map(({ name, count }) => ({ kind: inLowerCamel(name) as RecordCount["kind"], count }));
  return new DomainError("PATIENT_HAS_RECORDS", {
    ...(permissions.has("patient:read-clinical") && { records }),
    cause,
  });
};

/** Throws `PATIENT_HAS_RECORDS` for a patient with such rows, unless they are deleted with their patient. */
export async function requireNoOtherRows(db: Database, scope: Asking, patientId: PatientId): Promise<void> {
  const tables = (await findOther(db)).map((each) => ({ ...each, columns: each.blocking }));
  const blocking = await countRows(db, scope, { patientId, tables });
  if (blocking.length > 0) throw hasRecords(scope, blocking);
}

/** Returns the patients who have such rows, unless they are deleted with their patient. */
export async function findWithOtherRows(db: Database, scope: InPractice, ids: SQL): Promise<PatientId[]> {
  const found = new Set<PatientId>();
  for (const { isOpen, table, practice, blocking } of await findOther(db))
    for (const column of isOpen ? blocking : []) {
      const rows = await db.execute<{ id: PatientId }>(sql`
        select distinct ${sql.identifier(column)} as id from ${sql.raw(table)}
        where ${sql.identifier(practice)} = ${scope.practiceId}::uuid and ${sql.identifier(column)} = any(${ids})`);
      for (const { id } of rows) found.add(id);
    }
  return [...found];
}

/** The keys of moved rows by table and column, stored for the undo. `by`: the columns of the key. */
export const MovedOtherRows = z
  .array(
    z.object({
      table: z.string(),
      column: z.string(),
      by: z.array(z.string()).optional(),
      keys: z.array(z.string()),
    }),
  )
  .default([]);
export type MovedOtherRows = z.output<typeof MovedOtherRows>;

/** The key columns besides the patient's. Empty if each patient has at most one row. */
const keyBeside = ({ key, practice }: Table, column: string): string[] =>
  key.filter((name) => name !== column && name !== practice);

/** The key's values as one text. */
const keyOf = (by: readonly string[]): SQL => {
  const [first = sql`''`, ...others] = by.map((name) => sql`${sql.identifier(name)}::text`);
  return others.length === 0 ? first : sql`array[${sql.join([first, ...others], sql`, `)}]::text`;
};

/** A violation reported by a constraint or trigger of a table. */
const isRefused = (error: unknown): boolean => /^23|^P0001/.test(sqlStateOf(error) ?? "");

/**
 * Moves all such rows of a patient to another. Throws `PATIENT_HAS_RECORDS` if their table refuses it, as for a row
 * that each patient can have only once, or if it has no primary key, as the undo could not identify the rows.
 */
export async function moveOtherRows(
  db: Database,
  scope: Asking,
  { fromId, toId }: Move,
): Promise<MovedOtherRows> {
  const tables = await findOther(db);
  const closed = tables.find(({ isOpen, hasAction }) => !isOpen && hasAction);
  if (closed)
    throw new Error(
      `A merge would lose rows of ${closed.table}: grant select and update on it to the server`,
    );
  const counted = await countRows(db, scope, { patientId: fromId, tables });
  const unkeyed = counted.filter(({ key }) => key.length === 0);
  if (unkeyed.length > 0) throw hasRecords(scope, unkeyed);
  const refuse = (tables: readonly Counted[]) => (error: unknown) => {
    throw isRefused(error) ? hasRecords(scope, tables, error) : error;
  };
  const moved: MovedOtherRows = [];
  for (const each of counted)
    for (const column of each.columns) {
      const by = keyBeside(each, column);
      const rows = await db
        .execute<{ key: string }>(sql`
          update ${sql.raw(each.table)} set ${sql.identifier(column)} = ${toId}::uuid
          where ${ofPatients(scope, { ...each, columns: [column] }, [fromId])} returning ${keyOf(by)} as key`)
        .catch(refuse([each]));
      if (rows.length > 0) moved.push({ table: each.table, column, by, keys: rows.map(({ key }) => key) });
    }
  // Otherwise, deferred constraints fail at the commit, without a name.
  if (moved.length > 0) await db.execute(sql`set constraints all immediate`).catch(refuse(counted));
  return moved;
}

/**
 * Moves back those rows that the patient still has, the last first, as another column may be part of a key. Ignores
 * tables that were dropped or have another key. Throws `MERGE_BLOCKED` if a table refuses it.
 */
export async function moveOtherRowsBack(
  db: Database,
  scope: InPractice,
  { moved, fromId, toId }: Move & { moved: MovedOtherRows },
): Promise<void> {
  if (moved.length === 0) return;
  const tables = await findReferring(db, []);
  const refuse = (error: unknown) => {
    if (!isRefused(error)) throw error;
    const label = "has rows of another table";
    throw new DomainError("MERGE_BLOCKED", {
      blockedBy: [{ kind: "patient", id: fromId, label }],
      cause: error,
    });
  };
  for (const { table, column, by, keys } of moved.toReversed()) {
    const there = tables.find((each) => each.table === table && each.columns.includes(column));
    if (!there?.isOpen || there.key.length === 0) continue;
    const beside = keyBeside(there, column);
    if (by === undefined || by.join() === beside.join())
      await db
        .execute(sql`
          update ${sql.raw(table)} set ${sql.identifier(column)} = ${toId}::uuid
          where ${ofPatients(scope, { ...there, columns: [column] }, [fromId])} and ${keyOf(beside)} in (
            select jsonb_array_elements_text(${JSON.stringify(keys)}::text::jsonb))`)
        .catch(refuse);
  }
  await db.execute(sql`set constraints all immediate`).catch(refuse);
}

/** Sorts tables so that rows are deleted before those that they refer to. */
function inOrderOfDeletion(tables: readonly Table[]): Table[] {
  const left = new Set(tables);
  const ordered: Table[] = [];
  while (left.size > 0) {
    const isReferred = ({ table }: Table) => [...left].some((other) => other.refersTo.includes(table));
    // Tables that refer to each other need a deferred constraint.
    const next = [...left].filter((each) => !isReferred(each));
    for (const each of next.length > 0 ? next : [...left]) {
      ordered.push(each);
      left.delete(each);
    }
  }
  return ordered;
}

/** Deletes all remaining rows that refer to the patients, except those that are deleted with their patients. */
export async function eraseReferringRows(
  db: Database,
  scope: InPractice,
  patientIds: readonly string[],
): Promise<void> {
  for (const each of inOrderOfDeletion(await findReferring(db, []))) {
    const isOf = { ...each, columns: each.blocking };
    if (each.isOpen && each.blocking.length > 0)
      await db.execute(sql`delete from ${sql.raw(each.table)} where ${ofPatients(scope, isOf, patientIds)}`);
  }
}
