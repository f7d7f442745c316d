import { DomainError, invalidInput, onlyRow } from "@caretype/core/kernel/error/domain-error";
import { asId, type PatientId, type RecordMoveId, type UnknownId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { pageById } from "@caretype/core/kernel/field/paging";
import type { SubjectsContext } from "@caretype/core/kernel/procedure/body-context";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { accountName } from "@caretype/core/mechanisms/account-name";
import type { Change } from "@caretype/core/mechanisms/record/record-queries";
import { findWithMerged } from "@caretype/core/people/patient/duplicate/distinct-pairs";
import { lockPatientExclusively } from "@caretype/core/people/patient/queries";
import { type Database, prepared, schema } from "@caretype/db";
import { recordMove } from "@caretype/db/schema";
import { asc, desc, eq, getTableColumns, lt, sql } from "drizzle-orm";
import { type PgTable, union } from "drizzle-orm/pg-core";
import { findEndedBy, resumeStatements } from "../allergy/none-known.ts";
import { allergies } from "../allergy/queries.ts";
import { moveRecords } from "../clinical/patient-records.ts";
import { requireBornBefore } from "../clinical/recordable.ts";
import { isWithheldRecord, recordMover } from "../clinical/shown.ts";
import { procedures } from "../clinical-procedure/queries.ts";
import { conditions } from "../condition/queries.ts";
import { lockForChange } from "../encounter/queries.ts";
import { immunizations } from "../immunization/queries.ts";
import { medications } from "../medication/queries.ts";
import { observations } from "../observation/queries.ts";
import { findRecord, restrictAsEncounter } from "../restriction/queries.ts";
import type { ListRecordMoves, MoveRecord, RecordMove, RecordMovePage } from "./schema.ts";

type Lock = (
  db: Database,
  scope: Scope,
  change: Change<UnknownId>,
) => Promise<{ errorReason: string | null }>;

/** A note cannot be moved. */
const locks: Record<Exclude<schema.ClinicalType, "note">, Lock> = {
  allergy: allergies.lock,
  condition: conditions.lock,
  encounter: lockForChange,
  observation: observations.lock,
  medication: medications.lock,
  immunization: immunizations.lock,
  procedure: procedures.lock,
};

type Content = { id: string };

/** Locks the records of an encounter. Throws `RECORD_SIGNED` if there is a note. */
async function lockContents(db: Database, { practiceId }: Scope, encounterId: string): Promise<Content[]> {
  const found: Content[] = [];
  for (const type of schema.clinicalTypes) {
    if (type === "encounter") continue;
    const table: PgTable = schema[type];
    const { id } = getTableColumns(table);
    // Each row has an id.
    const rows = (await db
      .select()
      .from(table)
      .where(sql`practice_id = ${practiceId} and encounter_id = ${encounterId}`)
      .orderBy(asc(sql`${id}`))
      .for("update")) as Content[];
    if (type === "note" && rows.length > 0) throw new DomainError("RECORD_SIGNED");
    found.push(...rows);
  }
  return found;
}

/** Locks both patients in id order, like a merge. Waits for concurrent new records and signatures. */
async function lockBoth(db: Database, scope: Scope, ids: [PatientId, PatientId]): Promise<void> {
  for (const id of ids.toSorted()) await lockPatientExclusively(db, scope, id);
}

/**
 * Moves a clinical record that was written to the wrong patient. An encounter moves with its records and without its
 * appointment. Any other record leaves its encounter. A statement that no allergy is known is restored if the moved
 * allergy ended it. Throws `RECORD_NOT_FOUND`, `PATIENT_NOT_FOUND`, `RECORD_SIGNED`, `RECORD_IN_ERROR`,
 * `ENCOUNTER_LOCKED` and `STALE_VERSION`.
 */
export async function moveRecord(context: SubjectsContext, input: MoveRecord): Promise<RecordMove> {
  const { db, scope } = context;
  const { recordId, expectedVersion, patientId: toId, reason } = input;
  const { kind, patientId: fromId } = await findRecord(db, scope, recordId);
  if (fromId === toId) throw invalidInput({ patientId: ["Has to be another patient"] });
  if (kind === "note") throw new DomainError("RECORD_SIGNED");
  const refused = await lockBoth(db, scope, [fromId, toId]).catch((error: unknown) => {
    // Any other error, such as a lock timeout, has ended the transaction.
    if (error instanceof DomainError) return error;
    throw error;
  });
  // A concurrent merge or move was first: retry.
  if ((await findRecord(db, scope, recordId)).patientId !== fromId) return moveRecord(context, input);
  if (refused) throw refused;
  const contents = kind === "encounter" ? await lockContents(db, scope, recordId) : [];
  const id = asId<UnknownId>(recordId);
  const record = await locks[kind](db, scope, { id, expectedVersion });
  if (record.errorReason !== null) throw new DomainError("RECORD_IN_ERROR");
  await requireBornBefore(db, scope, { patientId: toId, records: [record, ...contents] });
  if (kind !== "encounter" && kind !== "allergy")
    await restrictAsEncounter(db, scope, { kind, recordId: id });
  await recordMover(db, scope, fromId);
  const ended = await findEndedBy(db, scope, [recordId, ...contents.map((content) => content.id)]);
  const moving = { records: { [kind]: [recordId] }, appointments: [], fromId, toId, isApart: true };
  context.audit.subjects(await moveRecords(db, scope, moving));
  await resumeStatements(db, scope, ended);
  const { practiceId, accountId: movedBy } = scope;
  const key = { practiceId, id: newId<RecordMoveId>() };
  await db
    .insert(recordMove)
    .values({ ...key, recordType: kind, recordId: id, fromId, toId, reason, movedBy });
  // Citus refuses to return the mover's name from the insert.
  const isIt = sql`${eq(recordMove.practiceId, practiceId)} and ${eq(recordMove.id, key.id)}`;
  return onlyRow(await db.select(columns).from(recordMove).where(isIt));
}

const { practiceId: _practice, recordType: kind, ...own } = getTableColumns(recordMove);
const columns = { ...own, kind, movedByName: accountName(recordMove.movedBy) };

const page = prepared(["practiceId", "accountId", "patients", "id", "limit"], (db) => {
  const reader = { practiceId: sql.placeholder("practiceId"), accountId: sql.placeholder("accountId") };
  const of = (column: typeof recordMove.fromId | typeof recordMove.toId) =>
    db
      .select(columns)
      .from(recordMove)
      .where(
        sql`${eq(recordMove.practiceId, reader.practiceId)} and ${column} = any(${sql.placeholder("patients")}::uuid[])
          and ${lt(recordMove.id, sql.placeholder("id"))} and not ${isWithheldRecord(recordMove.recordId, reader)}`,
      )
      .orderBy(desc(recordMove.id))
      .limit(sql.placeholder("limit"));
  // `union` removes the duplicate of a move between two patients of the set.
  return union(of(recordMove.fromId), of(recordMove.toId))
    .orderBy(sql`id desc`)
    .limit(sql.placeholder("limit"));
});

type Sides = Record<"fromId" | "toId", PatientId>;

/** Keeps both sides of a move between two patients who are now merged. */
function sidesFor(
  { fromId, toId }: Sides,
  { patientId, patients }: { patientId: PatientId; patients: PatientId[] },
) {
  const now = (id: PatientId) => (patients.includes(id) ? patientId : id);
  return now(fromId) === now(toId) ? { fromId, toId } : { fromId: now(fromId), toId: now(toId) };
}

/**
 * Lists moves of records from and to a patient, newest first, without those of withheld records. Moves of a merged
 * patient count as moves of this one until the merge is undone.
 */
export async function listRecordMoves(
  db: Database,
  { practiceId, accountId }: Scope,
  { patientId, ...input }: ListRecordMoves,
): Promise<RecordMovePage> {
  const patients = await findWithMerged(db, practiceId, patientId);
  return pageById(input, async (place) => {
    const rows = await page(db).execute({ practiceId, accountId, patients, ...place });
    return rows.map((row) => ({ ...row, ...sidesFor(row, { patientId, patients }) }));
  });
}
