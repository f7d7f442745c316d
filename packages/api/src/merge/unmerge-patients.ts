import type { Database } from "@caretype/db";
import type { NamingContext, Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { findPatient, holdPatient } from "../patient/queries.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import {
  findMergeOf,
  findRestorable,
  findUntouched,
  lockAssignments,
  lockMerge,
  markMergeUndone,
  moveAssignments,
  moveExternalIds,
  setFields,
} from "./queries.ts";
import { emptied, valuesOf } from "./rules.ts";
import { Moved, type SeparatedPatients } from "./schema.ts";

/**
 * Separates two patients who were merged: the one who was removed is back with what was moved. What was changed
 * since stays changed: a filled field that was edited, and an assignment that was removed, which the answer names.
 * Rejects with `MERGE_NOT_FOUND`, `MERGE_ALREADY_UNDONE`, and `MERGE_BLOCKED` when one of the two is not where the merge
 * has left them.
 */
export async function unmergePatients(
  { db, scope, concerns }: NamingContext,
  { mergeId }: { mergeId: string },
): Promise<SeparatedPatients> {
  const { practiceId } = scope;
  const { keptId, mergedId, ...merge } = await lockMerge(db, scope, mergeId);
  concerns([keptId, mergedId]);
  const moved = Moved.parse(merge.moved);
  // It locks doctors, who come before patients, as for whoever undoes an import: else two wait for each other.
  const restorable = await findRestorable(db, scope, moved.removedAssignments);
  await requireKept(db, scope, keptId);
  const isBack = await restoreRecord(db, { type: "patient", practiceId, id: mergedId });
  if (!isBack) throw notRemoved(mergedId);

  const ofKept = new Set((await lockAssignments(db, scope, keptId)).map(({ id }) => id));
  const moving = moved.assignments.filter((id) => ofKept.has(id));
  await moveAssignments(db, scope, { ids: moving, toId: mergedId });
  await moveExternalIds(db, scope, { ids: moved.externalIds, fromId: keptId, toId: mergedId });
  const restored: string[] = [];
  for (const id of restorable) {
    if (await restoreRecord(db, { type: "assignment", practiceId, id })) restored.push(id);
  }
  const emptying = await findUntouched(db, scope, { keptId, moved });
  await setFields(db, scope, { id: keptId, values: valuesOf(emptying, emptied) });
  await markMergeUndone(db, scope, mergeId);

  const parted = new Set([...moving, ...restored]);
  concerns(parted);
  return {
    id: mergeId,
    kept: await findPatient(db, scope, keptId),
    merged: await findPatient(db, scope, mergedId),
    fieldsLeft: moved.filled.filter((field) => !emptying.includes(field)),
    assignmentsLeft: [...moved.assignments, ...moved.removedAssignments].filter((id) => !parted.has(id)),
  };
}

/** Who was merged into somebody else since is separated from them first. */
async function requireKept(db: Database, scope: Scope, keptId: string) {
  const isThere = await holdPatient(db, scope, keptId).then(
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

const notRemoved = (mergedId: string) =>
  new DomainError("MERGE_BLOCKED", {
    blockedBy: [{ kind: "patient", id: mergedId, label: "restored or erased since the merge" }],
  });
