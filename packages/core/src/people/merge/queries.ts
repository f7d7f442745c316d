import { type Database, prepared } from "@caretype/db";
import {
  assignment,
  patient,
  patientExternalId,
  patientMerge,
  recordVersion,
  removedRecord,
} from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, lt, or, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { AssignmentId, DoctorId, MergeId, PatientId } from "../../kernel/field/ids.ts";
import { pageById } from "../../kernel/field/paging.ts";
import { uuids } from "../../kernel/field/uuids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { accountName } from "../../mechanisms/account-name.ts";
import { keptRow } from "../../mechanisms/history/kept-row.ts";
import { holdDoctors } from "../doctor/hold-doctors.ts";
import { findPatient, patientColumns, toPatient } from "../patient/queries.ts";
import type { Patient } from "../patient/schema.ts";
import type { MergeValues } from "./choice.ts";
import { filledColumns } from "./filled-columns.ts";
import type { Moved } from "./moved.ts";
import type { ComparedField } from "./rules.ts";
import type { ListPatientMerges, PatientMergePage } from "./schema.ts";
import { withShownVersions } from "./shown-versions.ts";

const { practiceId: _practice, moved: _moved, ...ownColumns } = getTableColumns(patientMerge);
const columns = {
  ...ownColumns,
  mergedByName: accountName(patientMerge.mergedBy),
  undoneByName: accountName(patientMerge.undoneBy),
  keptVersion: sql<number | null>`case
    when ${patientMerge.moved}->'filled' <> '[]' or coalesce(${patientMerge.moved}->'replaced', '[]') <> '[]'
    then (${patientMerge.moved}->>'keptVersion')::int end`.as("kept_version"),
  removedVersion: sql<number>`(${patientMerge.moved}->>'mergedVersion')::int + 1`.as("removed_version"),
  undoneVersion: sql<number | null>`(${patientMerge.moved}->>'undoneVersion')::int`.as("undone_version"),
};

const page = prepared(["practiceId", "patientId", "id", "limit"], (db) => {
  const of = (column: typeof patientMerge.keptId | typeof patientMerge.mergedId) =>
    db
      .select(columns)
      .from(patientMerge)
      .where(
        and(
          eq(patientMerge.practiceId, sql.placeholder("practiceId")),
          eq(column, sql.placeholder("patientId")),
          lt(patientMerge.id, sql.placeholder("id")),
        ),
      )
      .orderBy(desc(patientMerge.id))
      .limit(sql.placeholder("limit"));
  return unionAll(of(patientMerge.keptId), of(patientMerge.mergedId))
    .orderBy(sql`id desc`)
    .limit(sql.placeholder("limit"));
});

/** Lists merges in which a patient was kept or merged, newest first. Throws `PATIENT_NOT_FOUND`. */
export async function listMerges(
  db: Database,
  scope: Scope,
  { id: patientId, ...input }: ListPatientMerges,
): Promise<PatientMergePage> {
  const { practiceId } = scope;
  const found = await pageById(input, (place) => page(db).execute({ practiceId, patientId, ...place }));
  // A merged patient has merges but no record, so check only if there are none.
  if (found.items.length === 0) await findPatient(db, scope, patientId);
  return { ...found, items: await withShownVersions(db, scope, found.items) };
}

const ofPatient = ({ practiceId }: Scope, patientId: PatientId) =>
  and(eq(assignment.practiceId, practiceId), eq(assignment.patientId, patientId));

/** Locks a patient's assignments until the transaction ends. */
export const lockAssignments = (db: Database, scope: Scope, patientId: PatientId) =>
  db
    .select({ id: assignment.id, doctorId: assignment.doctorId })
    .from(assignment)
    .where(ofPatient(scope, patientId))
    .orderBy(assignment.id)
    .for("update");

const ownAssignments = ({ practiceId }: Scope, ids: readonly AssignmentId[]) =>
  and(eq(assignment.practiceId, practiceId), sql`${assignment.id} = any(${uuids(ids)})`);

export async function moveAllAssignments(
  db: Database,
  scope: Scope,
  move: { fromId: PatientId; toId: PatientId },
) {
  await db.update(assignment).set({ patientId: move.toId }).where(ofPatient(scope, move.fromId));
}

export async function moveAssignments(
  db: Database,
  scope: Scope,
  move: { ids: AssignmentId[]; toId: PatientId },
) {
  if (move.ids.length === 0) return;
  await db.update(assignment).set({ patientId: move.toId }).where(ownAssignments(scope, move.ids));
}

export async function removeAssignments(db: Database, scope: Scope, ids: AssignmentId[]) {
  if (ids.length > 0) await db.delete(assignment).where(ownAssignments(scope, ids));
}

type ExternalIds = Moved["externalIds"];

export function moveAllExternalIds(
  db: Database,
  { practiceId }: Scope,
  { fromId, toId }: { fromId: PatientId; toId: PatientId },
): Promise<ExternalIds> {
  const { system, value } = patientExternalId;
  return db
    .update(patientExternalId)
    .set({ patientId: toId })
    .where(and(eq(patientExternalId.practiceId, practiceId), eq(patientExternalId.patientId, fromId)))
    .returning({ system, value });
}

export async function moveExternalIds(
  db: Database,
  { practiceId }: Scope,
  { ids, fromId, toId }: { ids: ExternalIds; fromId: PatientId; toId: PatientId },
) {
  const { system, value } = patientExternalId;
  const isAmong = or(...ids.map((each) => and(eq(system, each.system), eq(value, each.value))));
  if (!isAmong) return;
  await db
    .update(patientExternalId)
    .set({ patientId: toId })
    .where(
      and(eq(patientExternalId.practiceId, practiceId), eq(patientExternalId.patientId, fromId), isAmong),
    );
}

const own = ({ practiceId }: Scope, id: PatientId) =>
  and(eq(patient.practiceId, practiceId), eq(patient.id, id));

export async function setFields(db: Database, scope: Scope, set: { id: PatientId; values: MergeValues }) {
  if (Object.keys(set.values).length > 0) await db.update(patient).set(set.values).where(own(scope, set.id));
}

type Merge = { id: MergeId; keptId: PatientId; mergedId: PatientId; moved: Moved };

export async function insertMerge(db: Database, { practiceId, accountId }: Scope, merge: Merge) {
  await db.insert(patientMerge).values({ practiceId, mergedBy: accountId, ...merge });
}

const isMerge = ({ practiceId }: Scope, id: MergeId) =>
  and(eq(patientMerge.practiceId, practiceId), eq(patientMerge.id, id));

/** Locks a merge against a concurrent undo. Throws `MERGE_NOT_FOUND` and `MERGE_ALREADY_UNDONE`. */
export async function lockMerge(db: Database, scope: Scope, id: MergeId) {
  const [merge] = await db.select().from(patientMerge).where(isMerge(scope, id)).for("update");
  if (!merge) throw new DomainError("MERGE_NOT_FOUND");
  if (merge.undoneAt !== null) throw new DomainError("MERGE_ALREADY_UNDONE");
  return merge;
}

export async function markMergeUndone(
  db: Database,
  scope: Scope,
  { id, moved }: Pick<Merge, "id" | "moved">,
) {
  await db
    .update(patientMerge)
    .set({ undoneAt: sql`now()`, undoneBy: scope.accountId, moved })
    .where(isMerge(scope, id));
}

/** Returns the merge that removed a patient, unless it was undone. */
export async function findMergeOf(
  db: Database,
  { practiceId }: Scope,
  mergedId: PatientId,
): Promise<MergeId | undefined> {
  const [merge] = await db
    .select({ id: patientMerge.id })
    .from(patientMerge)
    .where(
      and(
        eq(patientMerge.practiceId, practiceId),
        eq(patientMerge.mergedId, mergedId),
        sql`${patientMerge.undoneAt} is null`,
      ),
    )
    .orderBy(desc(patientMerge.id))
    .limit(1);
  return merge?.id;
}

/** Returns the merge's fields that were not changed since, not even back and forth. */
export async function findUntouched(
  db: Database,
  { practiceId }: Scope,
  { keptId, moved }: { keptId: PatientId; moved: Moved },
): Promise<ComparedField[]> {
  const written = [...moved.filled, ...moved.replaced];
  if (written.length === 0) return [];
  const rows = await db.execute<{ field: string }>(sql`
    select filled.field
    from (select to_jsonb(patient) as record from patient where practice_id = ${practiceId} and id = ${keptId}) as kept
      join record_version as before on before.practice_id = ${practiceId} and before.record_id = ${keptId}
        and before.version >= ${moved.keptVersion} and before.record is not null
      cross join (${filledColumns(written)}) as filled
    where before.record->filled.kept_in is distinct from kept.record->filled.kept_in`);
  const touched = new Set(rows.map(({ field }) => field));
  return written.filter((field) => !touched.has(field));
}

const before = prepared(["practiceId", "id", "version"], (db) =>
  db
    .select(patientColumns)
    .from(recordVersion)
    .innerJoinLateral(keptRow("patient", patientColumns, sql`${recordVersion.record}`), sql`true`)
    .where(
      and(
        eq(recordVersion.practiceId, sql.placeholder("practiceId")),
        eq(recordVersion.recordId, sql.placeholder("id")),
        eq(recordVersion.version, sql.placeholder("version")),
      ),
    ),
);

/** Returns the kept patient as of before the merge. Undefined if that version was erased. */
export async function findPatientBefore(
  db: Database,
  scope: Scope,
  { keptId, moved }: { keptId: PatientId; moved: Moved },
): Promise<Patient | undefined> {
  const { practiceId } = scope;
  const [row] = await before(db).execute({ practiceId, id: keptId, version: moved.keptVersion - 1 });
  return row && toPatient(row, scope);
}

/**
 * Returns the removed assignments whose doctors still exist. Locks the doctors until the transaction ends.
 */
export async function findRestorable(
  db: Database,
  { practiceId }: Scope,
  ids: readonly string[],
): Promise<string[]> {
  if (ids.length === 0) return [];
  const doctorId = sql<DoctorId>`(${removedRecord.record}->>'doctor_id')::uuid`;
  const removed = await db
    .select({ id: removedRecord.recordId, doctorId })
    .from(removedRecord)
    .where(
      and(eq(removedRecord.practiceId, practiceId), sql`${removedRecord.recordId} = any(${uuids(ids)})`),
    );
  const existing = await holdDoctors(
    db,
    removed.map((row) => row.doctorId),
  );
  return removed.filter((row) => existing.has(row.doctorId)).map(({ id }) => id);
}
