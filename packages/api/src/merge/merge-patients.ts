import type { Database } from "@caretype/db";
import { invalidInput } from "../error/domain-error.ts";
import type { MergeId, PatientId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { requireVersion } from "../field/version.ts";
import { findPatient, holdPatient } from "../patient/queries.ts";
import type { Patient } from "../patient/schema.ts";
import type { Scope } from "../procedure/scope.ts";
import { chooseFields, requireMayTake } from "./choice.ts";
import {
  deletePatient,
  insertMerge,
  lockAssignments,
  moveAllAssignments,
  moveAllExternalIds,
  removeAssignments,
  setFields,
} from "./queries.ts";
import { differingFields } from "./rules.ts";
import type { MergedPatients, MergePatients } from "./schema.ts";

/**
 * Two patients turned out to be one: what the one has moves to the other, and the one is removed.
 * Rejects with `PATIENT_NOT_FOUND`, `STALE_VERSION`, and with `INVALID_INPUT` when the two are one already, or their names
 * make one that is too long.
 */
export async function mergePatients(
  db: Database,
  scope: Scope,
  { keepId, mergedId, expectedVersion, mergedExpectedVersion, take }: MergePatients,
): Promise<MergedPatients> {
  requireMayTake(scope, take);
  if (keepId === mergedId) throw invalidInput({ mergedId: ["Has to be another patient"] });
  const { kept, merged } = await lockBoth(db, scope, { keepId, mergedId });
  requireVersion(kept, expectedVersion);
  requireVersion(merged, mergedExpectedVersion, "mergedExpectedVersion");

  const { moving, doubled } = await planAssignments(db, scope, { keepId, mergedId });
  await removeAssignments(db, scope, doubled);
  await moveAllAssignments(db, scope, { fromId: mergedId, toId: keepId });
  const externalIds = await moveAllExternalIds(db, scope, { fromId: mergedId, toId: keepId });
  const { filled, replaced, values } = chooseFields({ kept, merged }, take);
  await setFields(db, scope, { id: keepId, values });
  await deletePatient(db, scope, mergedId);

  const id = newId<MergeId>();
  const patient = await findPatient(db, scope, keepId);
  const versions = { keptVersion: patient.version, mergedVersion: merged.version, undoneVersion: null };
  const moved = {
    assignments: moving,
    removedAssignments: doubled,
    filled,
    replaced,
    externalIds,
    ...versions,
  };
  await insertMerge(db, scope, { id, keptId: keepId, mergedId, moved });
  return {
    id,
    patient,
    movedAssignments: moving,
    removedAssignments: doubled,
    filledFields: filled,
    replacedFields: replaced,
    differingFields: differingFields(kept, merged).filter((field) => !replaced.includes(field)),
  };
}

type Pair = { keepId: PatientId; mergedId: PatientId };

/** In the order of their ids, so that two merges of the same two wait for each other, and not both. */
async function lockBoth(
  db: Database,
  scope: Scope,
  { keepId, mergedId }: Pair,
): Promise<{ kept: Patient; merged: Patient }> {
  if (keepId < mergedId) {
    const kept = await holdPatient(db, scope, keepId);
    return { kept, merged: await holdPatient(db, scope, mergedId) };
  }
  const merged = await holdPatient(db, scope, mergedId);
  return { kept: await holdPatient(db, scope, keepId), merged };
}

async function planAssignments(db: Database, scope: Scope, { keepId, mergedId }: Pair) {
  const doctors = new Set((await lockAssignments(db, scope, keepId)).map(({ doctorId }) => doctorId));
  const theirs = await lockAssignments(db, scope, mergedId);
  const idsWhere = (isDoubled: boolean) =>
    theirs.filter(({ doctorId }) => doctors.has(doctorId) === isDoubled).map(({ id }) => id);
  return { moving: idsWhere(false), doubled: idsWhere(true) };
}
