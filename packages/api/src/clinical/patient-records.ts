import { type Database, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { DomainError, type RecordCount } from "../error/domain-error.ts";
import type { ClinicalId, PatientId } from "../field/ids.ts";
import type { Scope } from "../procedure/scope.ts";

// What concerns the records of each kind. A new kind is added to `clinicalTypes` alone.

type InPractice = Pick<Scope, "practiceId">;

/** The tables with what a patient's chart has. Drafts of notes are no records yet, and are kept like them. */
const tables = [...schema.clinicalTypes, "note_draft"] as const;
type Table = (typeof tables)[number];

const oneOf =
  <Type extends Table>(types: readonly Type[]) =>
  (statement: (type: Type, table: SQL) => SQL): SQL =>
    sql.join(
      types.map((type) => statement(type, sql`${sql.identifier(type)}`)),
      sql` union all `,
    );

/** A statement for each table, as one. */
const ofEachTable = oneOf(tables);

/** A statement for each kind of clinical record that may be of an encounter, as one. */
export const ofEachInEncounters = oneOf(schema.clinicalTypes.filter((type) => type !== "encounter"));

/**
 * Throws `PATIENT_HAS_RECORDS` if the patient has clinical records. Only callers who may read some are told of which
 * kinds. The caller has locked the patient.
 */
export async function requireNoRecords(
  db: Database,
  { practiceId, permissions }: Scope,
  patientId: PatientId,
): Promise<void> {
  const rows = await db.execute<{ kind: Table; count: number }>(sql`
    select kind, count from (${ofEachTable(
      (type, table) => sql`
        select ${type} as kind, count(*)::int as count from ${table}
        where practice_id = ${practiceId} and patient_id = ${patientId}`,
    )}) as counted where count > 0`);
  if (rows.length === 0) return;
  const records = rows.map(
    ({ kind, count }): RecordCount => ({ kind: kind === "note_draft" ? "noteDraft" : kind, count }),
  );
  throw new DomainError("PATIENT_HAS_RECORDS", permissions.has("clinical:read") ? { records } : {});
}

/** SQL that is true if a row of patients, by its name in the query, has clinical records. */
export const hasRecords = (patient: string): SQL => {
  const own = sql.identifier(patient);
  return sql`exists (${ofEachTable(
    (_, table) =>
      sql`select from ${table} as it where it.practice_id = ${own}.practice_id and it.patient_id = ${own}.id`,
  )})`;
};

/** Ids of moved records by kind. Stored for the undo of a merge. */
export const MovedRecords = z.partialRecord(z.enum(tables), z.array(z.guid()));
export type MovedRecords = z.output<typeof MovedRecords>;

type Move = { fromId: PatientId; toId: PatientId };

/** Moves all clinical records of a patient to another. Its caller has locked both. */
export async function moveAllRecords(
  db: Database,
  { practiceId }: InPractice,
  { fromId, toId }: Move,
): Promise<MovedRecords> {
  const moved: MovedRecords = {};
  for (const type of tables) {
    const rows = await db.execute<{ id: ClinicalId }>(sql`
      update ${sql.identifier(type)} set patient_id = ${toId}
      where practice_id = ${practiceId} and patient_id = ${fromId} returning id`);
    if (rows.length > 0) moved[type] = rows.map(({ id }) => id);
  }
  return moved;
}

/** Moves those records back that the patient still has. */
export async function moveRecordsBack(
  db: Database,
  { practiceId }: InPractice,
  { records, fromId, toId }: Move & { records: MovedRecords },
): Promise<void> {
  for (const type of tables) {
    const ids = records[type] ?? [];
    if (ids.length === 0) continue;
    await db.execute(sql`
      update ${sql.identifier(type)} set patient_id = ${toId}
      where practice_id = ${practiceId} and patient_id = ${fromId} and id = any(${`{${ids.join(",")}}`}::uuid[])`);
  }
}

/** Finds all clinical records of patients, for their erasure. */
export async function findRecords(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly string[],
): Promise<ClinicalId[]> {
  const patients = `{${patientIds.join(",")}}`;
  const rows = await db.execute<{ id: ClinicalId }>(
    ofEachTable(
      (_, table) => sql`
        select id from ${table}
        where practice_id = ${practiceId}::uuid and patient_id = any(${patients}::uuid[])`,
    ),
  );
  return rows.map(({ id }) => id);
}

/** Deletes all clinical records of patients, for their erasure. Nothing else deletes any. */
export async function eraseRecords(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly string[],
): Promise<void> {
  // Nothing else goes past the triggers that keep signed notes.
  await db.execute(sql`set local caretype.erasing = 'on'`);
  // The newest kind first, as later kinds refer to earlier ones.
  await db.execute(sql`
    delete from note_signature using note
    where note.practice_id = ${practiceId}::uuid and note.patient_id = any(${`{${patientIds.join(",")}}`}::uuid[])
      and note_signature.practice_id = note.practice_id and note_signature.note_id = note.id`);
  for (const type of tables.toReversed())
    await db.execute(sql`
      delete from ${sql.identifier(type)}
      where practice_id = ${practiceId}::uuid and patient_id = any(${`{${patientIds.join(",")}}`}::uuid[])`);
}
