import { DomainError, type RecordCount } from "@caretype/core/kernel/error/domain-error";
import type { ClinicalId, NoteId, PatientId } from "@caretype/core/kernel/field/ids";
import { uuids } from "@caretype/core/kernel/field/uuids";
import { permissions as composed } from "@caretype/core/kernel/permissions/permissions";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { eraseRows } from "@caretype/core/mechanisms/removal/erase-rows";
import type { Move } from "@caretype/core/people/hooks";
import { type Database, schema } from "@caretype/db";
import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { hasWithheld } from "./shown.ts";

// Works on the records of every kind. Add a new kind only to `clinicalTypes`.

type InPractice = Pick<Scope, "practiceId">;

/** Drafts of notes are not records yet, but are treated like them. */
const counted = [...schema.clinicalTypes, "note_draft"] as const;
/** All tables of a patient's chart. */
const tables = [...counted, "restriction"] as const;
type Table = (typeof tables)[number];

const oneOf =
  <Type extends Table>(types: readonly Type[]) =>
  (statement: (type: Type, table: SQL) => SQL): SQL =>
    sql.join(
      types.map((type) => statement(type, sql`${sql.identifier(type)}`)),
      sql` union all `,
    );

/** Combines a statement for each table into one. */
const ofEachTable = oneOf(tables);

/** Combines a statement for each kind that can belong to an encounter into one. */
export const ofEachInEncounters = oneOf(schema.clinicalTypes.filter((type) => type !== "encounter"));

/**
 * SQL that is true for a draft whose author has left the practice or was a revoked API key. An owner may remove it.
 */
export const isAbandonedDraft = sql`not exists (
    select from ${schema.membership}
    where membership.practice_id = note_draft.practice_id and membership.account_id = note_draft.created_by)
  and not exists (
    select from ${schema.apiKey} where api_key.practice_id = note_draft.practice_id
      and api_key.account_id = note_draft.created_by and api_key.revoked_at is null)`;

/** The drafts that the caller may know about: their own, and for owners also abandoned ones. */
const visibleDrafts = ({ accountId, permissions }: Scope): SQL =>
  permissions.has("member:manage")
    ? sql`created_by = ${accountId} or ${isAbandonedDraft}`
    : sql`created_by = ${accountId}`;

/**
 * Throws `PATIENT_HAS_RECORDS` if the patient has clinical records. Names the kinds only to callers who may read all
 * of them. The caller has locked the patient.
 */
export async function requireNoRecords(db: Database, scope: Scope, patientId: PatientId): Promise<void> {
  const { practiceId, permissions } = scope;
  const rows = await db.execute<{ kind: (typeof counted)[number]; count: number }>(sql`
    select kind, count from (${oneOf(counted)(
      (type, table) => sql`
        select ${type} as kind, count(*) as every,
          (count(*) filter (where ${type === "note_draft" ? visibleDrafts(scope) : sql`true`}))::int as count
        from ${table} where practice_id = ${practiceId} and patient_id = ${patientId}`,
    )}) as counted where every > 0`);
  if (rows.length === 0) return;
  const records = rows
    .filter(({ count }) => count > 0)
    .map(({ kind, count }): RecordCount => ({ kind: kind === "note_draft" ? "draft" : kind, count }));
  // If this module is not composed, its permission does not exist.
  const needed = composed.includes("clinical:read") ? "clinical:read" : "patient:read-clinical";
  const mayKnowKinds = permissions.has(needed) && !(await hasWithheld(db, scope, patientId));
  throw new DomainError("PATIENT_HAS_RECORDS", mayKnowKinds ? { records } : {});
}

/** SQL that is true if a patient has clinical records created or changed since. `patient` is the table's alias. */
export const hasLaterRecords = (patient: string, practiceId: SQL, since: SQL): SQL => {
  const own = sql.identifier(patient);
  return sql`exists (${ofEachTable(
    (_, table) => sql`
      select from ${table} as it where it.practice_id = ${practiceId} and it.patient_id = ${own}.id
        and (it.created_at > ${since} or it.version > 1)`,
  )})`;
};

/** Blocks changes of patients' records. The caller has locked the patients, which blocks new ones. */
export async function lockRecords(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly PatientId[],
): Promise<void> {
  for (const type of inLockOrder)
    await db.execute(sql`
      select from ${sql.identifier(type)}
      where practice_id = ${practiceId} and patient_id = any(${uuids(patientIds)}) order by id for update`);
}

/** Ids of moved records by kind. Stored for the undo of a merge. */
export const MovedRecords = z.partialRecord(z.enum(tables), z.array(z.guid()));
export type MovedRecords = z.output<typeof MovedRecords>;

/** A fixed lock order prevents deadlocks: an observation, its encounter, its note. */
const inLockOrder: Table[] = [
  ...schema.clinicalTypes.filter((type) => type !== "encounter" && type !== "note"),
  ...(["encounter", "note", "note_draft", "restriction"] as const),
];

/** Moves all clinical records of a patient to another. The caller has locked both. */
export async function moveAllRecords(
  db: Database,
  { practiceId }: InPractice,
  { fromId, toId }: Move,
): Promise<MovedRecords> {
  const found: MovedRecords = {};
  for (const type of inLockOrder) {
    const rows = await db.execute<{ id: ClinicalId }>(sql`
      update ${sql.identifier(type)} set patient_id = ${toId}
      where practice_id = ${practiceId} and patient_id = ${fromId} returning id`);
    if (rows.length > 0) found[type] = rows.map(({ id }) => id);
  }
  return found;
}

type MoveSome = Move & {
  records: MovedRecords;
  /** Encounters of these appointments move as well. */
  appointments: readonly string[];
  /** Whether records leave an encounter or appointment that stays with the patient. */
  isApart?: boolean;
};

/**
 * Moves the records that the patient still has, with the contents of encounters and the restrictions of records.
 * Returns all their ids.
 */
export async function moveRecords(
  db: Database,
  { practiceId }: InPractice,
  { records, appointments, fromId, toId, isApart = false }: MoveSome,
): Promise<string[]> {
  const isKept = sql`practice_id = ${practiceId} and patient_id = ${fromId}`;
  const rows = await db.execute<{ id: ClinicalId }>(sql`
    select id from encounter
    where ${isKept} and (id = any(${uuids(records.encounter ?? [])}) or appointment_id = any(${uuids(appointments)}))`);
  const encounters = rows.map(({ id }) => id);
  const movedOf = (type: Table) => {
    if (type === "encounter") return encounters;
    // A draft may have been signed since. Its note has the same id.
    return type === "note" ? [...(records.note ?? []), ...(records.note_draft ?? [])] : records[type];
  };
  const all: ClinicalId[] = [];
  for (const type of inLockOrder) {
    const isMoved = sql`id = any(${uuids(movedOf(type) ?? [])})`;
    const isWithIt = {
      encounter: sql`false`,
      restriction: sql`record_id = any(${uuids(all)})`,
      other: sql`encounter_id = any(${uuids(encounters)})`,
    }[type === "encounter" || type === "restriction" ? type : "other"];
    const moved = await db.execute<{ id: ClinicalId }>(sql`
      update ${sql.identifier(type)} set patient_id = ${toId} ${isApart ? leaving(type, encounters) : sql``}
      where ${isKept} and (${isMoved} or ${isWithIt}) returning id`);
    all.push(...moved.map(({ id }) => id));
  }
  return all;
}

/** SQL that detaches a record from what stays. */
function leaving(type: Table, encounters: readonly string[]): SQL {
  if (type === "encounter") return sql`, appointment_id = null`;
  return type === "restriction" || encounters.length > 0 ? sql`` : sql`, encounter_id = null`;
}

/** Finds all clinical records of patients, for their erasure. */
export async function findRecords(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly string[],
): Promise<ClinicalId[]> {
  const rows = await db.execute<{ id: ClinicalId }>(
    ofEachTable(
      (_, table) => sql`
        select id from ${table}
        where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})`,
    ),
  );
  return rows.map(({ id }) => id);
}

/** Finds the signed notes of patients, which the audit names when they are erased. */
export async function findSignedNotes(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly string[],
): Promise<NoteId[]> {
  const rows = await db.execute<{ id: NoteId }>(sql`
    select id from note where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})`);
  return rows.map(({ id }) => id);
}

/**
 * Keeps versions of records that a merge's undo moved away from these patients, because signatures cover them.
 * Assigns them to the patient who has the record now. For an erasure, which deletes all other versions.
 */
export async function keepMovedVersions(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly string[],
): Promise<void> {
  for (const type of schema.clinicalTypes)
    await db.execute(sql`
      update record_version as past set record = jsonb_set(past.record, '{patient_id}', ('"' || own.patient_id::text || '"')::jsonb)
      from ${sql.identifier(type)} as own
      where past.practice_id = ${practiceId}::uuid and past.record_type = ${type}
        and (past.record->>'patient_id')::uuid = any(${uuids(patientIds)})
        and own.practice_id = past.practice_id and own.id = past.record_id`);
}

/** Deletes all clinical records of patients, for their erasure. */
export async function eraseRecords(
  db: Database,
  scope: InPractice,
  patientIds: readonly string[],
): Promise<void> {
  await deleteSignedNotes(db, scope, patientIds);
  await deleteOtherRecords(db, scope, patientIds);
}

const deleteSignedNotes = (db: Database, { practiceId }: InPractice, patientIds: readonly string[]) =>
  eraseRows(
    db,
    sql`note_signature using note
      where note.practice_id = ${practiceId}::uuid and note.patient_id = any(${uuids(patientIds)})
        and note_signature.practice_id = note.practice_id and note_signature.note_id = note.id`,
    sql`note where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})`,
  );

/** Deletes all clinical records of patients without signed notes, such as those of sample data. */
export async function deleteOtherRecords(
  db: Database,
  { practiceId }: InPractice,
  patientIds: readonly string[],
): Promise<void> {
  // In reverse order, because later kinds refer to earlier ones.
  for (const type of tables.toReversed())
    if (type !== "note")
      await db.execute(sql`
        delete from ${sql.identifier(type)}
        where practice_id = ${practiceId}::uuid and patient_id = any(${uuids(patientIds)})`);
}
