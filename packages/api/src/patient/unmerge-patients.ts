import type { Database } from "@caretype/db";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { restoreRecord } from "../removal/restore-record.ts";
import {
  findMergeOf,
  findRestorable,
  isRemoved,
  lockAssignments,
  lockMerge,
  markMergeUndone,
  moveAssignments,
  moveExternalIds,
  setFields,
} from "./merge-queries.ts";
import { emptied, fieldsToEmpty, valuesOf } from "./merge-rules.ts";
import { Moved, type PartedPatients } from "./merge-schema.ts";
import { findPatient, lockPatient } from "./queries.ts";

/**
 * Parts two patients again that were merged: the one who was removed is back with what was moved. What was changed
 * since stays changed: a filled field that was edited, and an assignment that was removed, which the answer names.
 * Rejects with `MERGE_NOT_FOUND`, `MERGE_ALREADY_UNDONE`, and `MERGE_BLOCKED` when one of the two is not where the merge
 * has left them.
 */
export async function unmergePatients(
  db: Database,
  scope: Scope,
  { mergeId }: { mergeId: string },
): Promise<PartedPatients> {
  const { keptId, mergedId, ...merge } = await lockMerge(db, scope, mergeId);
  const moved = Moved.parse(merge.moved);
  await requireKept(db, scope, keptId);
  await requireMerged(db, scope, mergedId);

  await restoreRecord(db, { type: "patient", practiceId: scope.practiceId, id: mergedId });
  const ofKept = new Set((await lockAssignments(db, scope, keptId)).map(({ id }) => id));
  const moving = moved.assignments.filter((id) => ofKept.has(id));
  await moveAssignments(db, scope, { ids: moving, toId: mergedId });
  await moveExternalIds(db, scope, { ids: moved.externalIds, fromId: keptId, toId: mergedId });
  const restorable = await findRestorable(db, scope, moved.removedAssignments);
  for (const id of restorable)
    await restoreRecord(db, { type: "assignment", practiceId: scope.practiceId, id });

  const [kept, merged] = [await findPatient(db, scope, keptId), await findPatient(db, scope, mergedId)];
  const emptying = fieldsToEmpty(moved.filled, { kept, merged });
  await setFields(db, scope, { id: keptId, values: valuesOf(emptying, emptied) });
  await markMergeUndone(db, scope, mergeId);

  const isBack = new Set([...moving, ...restorable]);
  return {
    ...{ id: mergeId, kept: await findPatient(db, scope, keptId), merged },
    fieldsLeft: moved.filled.filter((field) => !emptying.includes(field)),
    assignmentsLeft: [...moved.assignments, ...moved.removedAssignments].filter((id) => !isBack.has(id)),
  };
}

/** Who was merged into somebody else since is parted from them first. */
async function requireKept(db: Database, scope: Scope, keptId: string) {
  const isThere = await lockPatient(db, scope, keptId).then(
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

async function requireMerged(db: Database, scope: Scope, mergedId: string) {
  if (await isRemoved(db, scope, mergedId)) return;
  throw new DomainError("MERGE_BLOCKED", {
    blockedBy: [{ kind: "patient", id: mergedId, label: "restored or erased since the merge" }],
  });
}
