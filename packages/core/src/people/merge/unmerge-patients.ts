import type { Database } from "@caretype/db";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { MergeId, PatientId } from "../../kernel/field/ids.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { holdEvents, logOneEvent } from "../../mechanisms/change-log/one-event.ts";
import { restoreRecord } from "../../mechanisms/removal/restore-record.ts";
import { restorePerson } from "../identifier/restore-person.ts";
import { moveOtherRowsBack } from "../other-rows.ts";
import { isAfterRecords } from "../patient/birth.ts";
import { reviveSample } from "../patient/invented.ts";
import { findPatient, lockPatientExclusively } from "../patient/queries.ts";
import type { Patient } from "../patient/schema.ts";
import { valuesFrom } from "./choice.ts";
import { Moved } from "./moved.ts";
import {
  findMergeOf,
  findPatientBefore,
  findRestorable,
  findUntouched,
  lockAssignments,
  lockMerge,
  markMergeUndone,
  moveAssignments,
  moveExternalIds,
  setFields,
} from "./queries.ts";
import type { ComparedField } from "./rules.ts";
import type { SeparatedPatients } from "./schema.ts";

/**
 * Undoes a merge: restores the merged patient with everything that was moved. Later changes stay. The answer names
 * edited fields and removed assignments. Throws `MERGE_NOT_FOUND`, `MERGE_ALREADY_UNDONE`, and `MERGE_BLOCKED` if one
 * of the two was merged, restored or removed since, or has a record from before the birth.
 */
export async function unmergePatients(
  { db, scope, audit }: SubjectsContext,
  { mergeId }: { mergeId: MergeId },
): Promise<SeparatedPatients> {
  const { practiceId } = scope;
  await holdEvents(db);
  for (const { lock } of hooksOf("patient")) await lock?.(db, scope);
  const { keptId, mergedId, ...merge } = await lockMerge(db, scope, mergeId);
  audit.subjects([keptId, mergedId]);
  const moved = Moved.parse(merge.moved);
  // Locks doctors before patients, like the undo of an import, to avoid deadlocks.
  const restorable = await findRestorable(db, scope, moved.removedAssignments);
  await lockKept(db, scope, keptId);
  const isBack = await restorePerson(db, { type: "patient", practiceId, id: mergedId });
  if (!isBack) throw notRemoved(mergedId);
  await reviveSample(db, scope, mergedId);

  const ofKept = new Set((await lockAssignments(db, scope, keptId)).map(({ id }) => id));
  const moving = moved.assignments.filter((id) => ofKept.has(id));
  await moveAssignments(db, scope, { ids: moving, toId: mergedId });
  const move = { fromId: keptId, toId: mergedId };
  const back: string[] = [];
  const { mergedAt } = merge;
  for (const { moveBack } of hooksOf("patient"))
    back.push(...(await moveBack(db, scope, { ...move, moved: merge.moved, mergedAt, withIds: back })));
  await moveOtherRowsBack(db, scope, { ...move, moved: moved.otherRows });
  await moveExternalIds(db, scope, { ids: moved.externalIds, ...move });
  const restored: string[] = [];
  for (const id of restorable) {
    if (await restoreRecord(db, { type: "assignment", practiceId, id })) restored.push(id);
  }
  const merged = await findPatient(db, scope, mergedId);
  const { kept, undone } = await revertFields(db, scope, { keptId, merged, moved });
  await markMergeUndone(db, scope, { id: mergeId, moved: { ...moved, undoneVersion: undone.version } });

  const separated = new Set<string>([...moving, ...restored, ...back]);
  audit.subjects(separated);
  await logOneEvent(db, practiceId, {
    recordType: "patient",
    action: "unmerged",
    recordId: mergedId,
    patientId: keptId,
    count: 2 + separated.size,
  });
  return {
    id: mergeId,
    kept,
    merged,
    fieldsLeft: [...moved.filled, ...moved.replaced].filter((field) => !undone.fields.includes(field)),
    assignmentsLeft: [...moved.assignments, ...moved.removedAssignments].filter((id) => !separated.has(id)),
    appointmentsLeft: moved.appointments.filter((id) => !separated.has(id)),
  };
}

/**
 * Reverts the merge's fields that were not changed since, and checks the birth against each patient's remaining
 * records.
 */
async function revertFields(
  db: Database,
  scope: Scope,
  { keptId, merged, moved }: { keptId: PatientId; merged: Patient; moved: Moved },
): Promise<{ kept: Patient; undone: { fields: ComparedField[]; version: number | null } }> {
  const current = await findPatient(db, scope, keptId);
  await requireBirthBack(db, scope, { from: current, to: merged });
  const untouched = await findUntouched(db, scope, { keptId, moved });
  const before = untouched.length > 0 ? await findPatientBefore(db, scope, { keptId, moved }) : undefined;
  if (!before) return { kept: current, undone: { fields: [], version: null } };
  const values = valuesFrom(before, { fields: untouched, into: current });
  await requireBirthBack(db, scope, { from: current, to: { ...current, ...values } });
  await setFields(db, scope, { id: keptId, values });
  const kept = await findPatient(db, scope, keptId);
  const version = kept.version === current.version ? null : kept.version;
  return { kept, undone: { fields: untouched, version } };
}

/** Throws `MERGE_BLOCKED` if a record is before the birth that the undo restores. */
async function requireBirthBack(db: Database, scope: Scope, { from, to }: Record<"from" | "to", Patient>) {
  const { id } = to;
  if (!(await isAfterRecords(db, scope, { patientId: id, from, to }))) return;
  const label = "has a record from before the date of birth: correct one of the two first";
  throw new DomainError("MERGE_BLOCKED", { blockedBy: [{ kind: "patient", id, label }] });
}

/** Locks the kept patient. Throws `MERGE_BLOCKED` if they were removed or merged since. */
async function lockKept(db: Database, scope: Scope, keptId: PatientId) {
  const isThere = await lockPatientExclusively(db, scope, keptId).then(
    () => true,
    (error: unknown) => {
      if (error instanceof DomainError && error.code === "PATIENT_NOT_FOUND") return false;
      throw error;
    },
  );
  if (isThere) return;
  const later = await findMergeOf(db, scope, keptId);
  throw new DomainError("MERGE_BLOCKED", {
    blockedBy: [
      later
        ? { kind: "merge", id: later, label: "undo this later merge first" }
        : { kind: "patient", id: keptId, label: "removed since the merge: restore the patient first" },
    ],
  });
}

const notRemoved = (mergedId: PatientId) =>
  new DomainError("MERGE_BLOCKED", {
    blockedBy: [{ kind: "patient", id: mergedId, label: "restored or erased since the merge" }],
  });
