import type { Database } from "@caretype/db";
import { v7 as uuidv7 } from "uuid";
import type { Scope } from "../context.ts";
import { invalidInput } from "../errors.ts";
import { requireVersion } from "../version.ts";
import {
  deletePatient,
  insertMerge,
  lockAssignments,
  moveAllAssignments,
  moveAllExternalIds,
  removeAssignments,
  setFields,
} from "./merge-queries.ts";
import { fieldsToFill, valuesOf } from "./merge-rules.ts";
import type { MergedPatients, MergePatients } from "./merge-schema.ts";
import { findPatient, lockPatient } from "./queries.ts";
import type { Patient } from "./schema.ts";

/**
 * Two patients turned out to be one: what the one has moves to the other, and the one is removed.
 * Rejects with `PATIENT_NOT_FOUND`, `STALE_VERSION`, and with `INVALID_INPUT` when the two are one already.
 */
export async function mergePatients(
  db: Database,
  scope: Scope,
  { keepId, mergeId, expectedVersion, mergeExpectedVersion }: MergePatients,
): Promise<MergedPatients> {
  if (keepId === mergeId) throw invalidInput({ mergeId: ["Has to be another patient"] });
  const { kept, merged } = await lockBoth(db, scope, { keepId, mergeId });
  requireVersion(kept, expectedVersion);
  requireVersion(merged, mergeExpectedVersion);

  const { moving, doubled } = await planAssignments(db, scope, { keepId, mergeId });
  await removeAssignments(db, scope, doubled);
  await moveAllAssignments(db, scope, { fromId: mergeId, toId: keepId });
  const externalIds = await moveAllExternalIds(db, scope, { fromId: mergeId, toId: keepId });
  const filled = fieldsToFill(kept, merged);
  await setFields(db, scope, { id: keepId, values: valuesOf(filled, merged) });
  await deletePatient(db, scope, mergeId);

  const id = uuidv7();
  const moved = { assignments: moving, removedAssignments: doubled, filled, externalIds };
  await insertMerge(db, scope, { id, keptId: keepId, mergedId: mergeId, moved });
  const patient = await findPatient(db, scope, keepId);
  return { id, patient, movedAssignments: moving, removedAssignments: doubled, filledFields: filled };
}

type Pair = { keepId: string; mergeId: string };

/** In the order of their ids, so that two merges of the same two wait for each other, and not both. */
async function lockBoth(
  db: Database,
  scope: Scope,
  { keepId, mergeId }: Pair,
): Promise<{ kept: Patient; merged: Patient }> {
  if (keepId < mergeId) {
    const kept = await lockPatient(db, scope, keepId);
    return { kept, merged: await lockPatient(db, scope, mergeId) };
  }
  const merged = await lockPatient(db, scope, mergeId);
  return { kept: await lockPatient(db, scope, keepId), merged };
}

async function planAssignments(db: Database, scope: Scope, { keepId, mergeId }: Pair) {
  const doctors = new Set((await lockAssignments(db, scope, keepId)).map(({ doctorId }) => doctorId));
  const theirs = await lockAssignments(db, scope, mergeId);
  const idsWhere = (isDoubled: boolean) =>
    theirs.filter(({ doctorId }) => doctors.has(doctorId) === isDoubled).map(({ id }) => id);
  return { moving: idsWhere(false), doubled: idsWhere(true) };
}
