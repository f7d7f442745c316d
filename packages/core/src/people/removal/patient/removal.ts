import { type Database, prepared } from "@caretype/db";
import { patientMerge, removedRecord } from "@caretype/db/schema";
import { sql } from "drizzle-orm";
import { DomainError } from "../../../kernel/error/domain-error.ts";
import type { PatientId } from "../../../kernel/field/ids.ts";
import { requireVersion } from "../../../kernel/field/version.ts";
import { hooksOf } from "../../../kernel/hooks.ts";
import type { ChangeContext, SubjectsContext } from "../../../kernel/procedure/body-context.ts";
import type { Scope } from "../../../kernel/procedure/scope.ts";
import { removedRow, removedRows, toRemovedPage } from "../../../mechanisms/removal/removed-page.ts";
import { findPatientBlockers } from "../../assignment/find-blockers.ts";
import {
  canUnassign,
  requireMayUnassign,
  restoreTogether,
  unassignTogether,
} from "../../assignment/unassign-together.ts";
import { restorePerson } from "../../identifier/restore-person.ts";
import { findMergeOf } from "../../merge/queries.ts";
import { requireNoOtherRows } from "../../other-rows.ts";
import { reviveSample } from "../../patient/invented.ts";
import {
  deletePatient,
  findPatient,
  lockPatientExclusively,
  patientColumns,
  toPatient,
} from "../../patient/queries.ts";
import type {
  ListRemovedPatients,
  RemovedPatientPage,
  RemovePatient,
  RestoredPatient,
} from "../../patient/schema.ts";

const mergedInto = sql<PatientId | null>`(
  select merge.kept_id from ${patientMerge} as merge
  where merge.practice_id = ${sql.placeholder("practiceId")} and merge.merged_id = ${removedRecord.recordId}
    and merge.undone_at is null
  order by merge.id desc limit 1)`;

const page = prepared(["practiceId", "key", "id", "limit"], (db) =>
  db
    .select({ ...removedRows.columns, mergedInto, record: patientColumns })
    .from(removedRecord)
    .innerJoinLateral(removedRow("patient", patientColumns), sql`true`)
    .where(removedRows.ofType("patient"))
    .orderBy(...removedRows.orderBy)
    .limit(removedRows.limit),
);

export const listRemovedPatients = (
  db: Database,
  scope: Scope,
  input: ListRemovedPatients,
): Promise<RemovedPatientPage> =>
  toRemovedPage(
    input,
    (values) => page(db).execute({ ...values, practiceId: scope.practiceId }),
    ({ record, mergedInto }) => ({ record: toPatient(record, scope), mergedInto }),
  );

/**
 * Restores a patient and the assignments removed with them. Returns a patient who is not removed unchanged.
 * Throws `PATIENT_NOT_FOUND`, and `RESTORE_BLOCKED` for a merged patient, whose records return only when the
 * merge is undone.
 */
export async function restorePatient(
  context: ChangeContext & SubjectsContext,
  id: PatientId,
): Promise<RestoredPatient> {
  const { db, scope, audit } = context;
  const isRestored = await restorePerson(db, { type: "patient", practiceId: scope.practiceId, id });
  // Checked after the restore, which locks the record against other merges. The error rolls everything back.
  const mergeId = isRestored ? await findMergeOf(db, scope, id) : undefined;
  if (mergeId !== undefined) {
    const blocker = { kind: "merge" as const, id: mergeId, label: "undo this merge instead" };
    throw new DomainError("RESTORE_BLOCKED", { blockedBy: [blocker] });
  }
  if (isRestored) await reviveSample(db, scope, id);
  // First, so that an unknown patient restores no assignments.
  const patient = await findPatient(db, scope, id);
  const together = await restoreTogether(context, id);
  if (!isRestored && !together.restoredAssignments?.length) audit.unchanged();
  return { ...patient, ...together };
}

/**
 * Removes a patient, with their assignments if `unassign` is set.
 * Throws `PATIENT_HAS_ASSIGNMENTS` and `PATIENT_HAS_APPOINTMENTS`, which name them, `PATIENT_HAS_RECORDS`,
 * `STALE_VERSION` and `PATIENT_NOT_FOUND`.
 */
export async function removePatient(context: SubjectsContext, input: RemovePatient): Promise<void> {
  const { db, scope } = context;
  const { id, expectedVersion, unassign } = input;
  if (unassign) requireMayUnassign(scope);
  const current = await lockPatientExclusively(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "patient" });
  // First: these records stay forever, so resolving other blockers would be futile.
  for (const { requireRemovable } of hooksOf("patient")) await requireRemovable?.(db, scope, id);
  await requireNoOtherRows(db, scope, id);
  const blocking = await findPatientBlockers(db, scope, id);
  if (blocking) {
    if (!unassign || !canUnassign(blocking)) throw new DomainError("PATIENT_HAS_ASSIGNMENTS", blocking);
    await unassignTogether(context, { type: "patient", id });
  }
  for (const { leave } of hooksOf("patient")) await leave?.(context, id);
  await deletePatient(db, scope, id);
}
