import type { Database } from "@caretype/db";
import { invalidInput } from "../../kernel/error/domain-error.ts";
import type { MergeId, PatientId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import { hooksOf } from "../../kernel/hooks.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { holdEvents, logOneEvent } from "../../mechanisms/change-log/one-event.ts";
import { moveOtherRows } from "../other-rows.ts";
import { requireBirth } from "../patient/birth.ts";
import { isInventedOnly } from "../patient/invented.ts";
import { deletePatient, findPatient, lockPatientExclusively } from "../patient/queries.ts";
import { requireDeathAfter } from "../patient/rules.ts";
import type { Patient } from "../patient/schema.ts";
import { chooseFields, requireMayTake } from "./choice.ts";
import { Moved } from "./moved.ts";
import {
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
 * Merges two records of one person: moves everything to the kept patient and removes the other. Throws
 * `PATIENT_NOT_FOUND`, `STALE_VERSION`, and `INVALID_INPUT` if both ids are equal, the resulting name is too long, or
 * the birth is after a record or the death. Throws `APPOINTMENTS_OVERLAP` if they have appointments at the same time,
 * and `PATIENT_HAS_RECORDS` if both have a record that a patient can have only once.
 */
export async function mergePatients(
  db: Database,
  scope: Scope,
  { keepId, mergedId, expectedVersion, mergedExpectedVersion, take }: MergePatients,
): Promise<MergedPatients> {
  requireMayTake(scope, take);
  if (keepId === mergedId) throw invalidInput({ mergedId: ["Has to be another patient"] });
  await holdEvents(db);
  for (const { lock } of hooksOf("patient")) await lock?.(db, scope);
  const { kept, merged } = await lockBoth(db, scope, { keepId, mergedId });
  requireVersion(kept, expectedVersion, { kind: "patient" });
  requireVersion(merged, mergedExpectedVersion, { kind: "patient", staleField: "mergedExpectedVersion" });

  const isInvented = take === undefined && (await isInventedOnly(db, scope, { keepId, mergedId }));
  const { filled, replaced, values } = chooseFields({ kept, merged }, isInvented ? [] : take);
  const born = { to: { ...kept, ...values }, field: "take" } as const;
  await requireBirth(db, scope, { ...born, patientId: keepId, from: kept });
  await requireBirth(db, scope, { ...born, patientId: mergedId, from: merged });
  requireDeathAfter(born.to, born.to.deceasedOn, scope.timeZone);

  const move = { fromId: mergedId, toId: keepId };
  const ofModules: object[] = [];
  for (const rows of hooksOf("patient")) ofModules.push(await rows.move(db, scope, move));
  const otherRows = await moveOtherRows(db, scope, move);
  const { moving, redundant } = await planAssignments(db, scope, { keepId, mergedId });
  await removeAssignments(db, scope, redundant);
  await moveAllAssignments(db, scope, move);
  const externalIds = await moveAllExternalIds(db, scope, move);
  await setFields(db, scope, { id: keepId, values });
  await deletePatient(db, scope, mergedId);

  const id = newId<MergeId>();
  const patient = await findPatient(db, scope, keepId);
  const versions = { keptVersion: patient.version, mergedVersion: merged.version, undoneVersion: null };
  const moved = Moved.parse({
    ...Object.assign({}, ...ofModules),
    otherRows,
    assignments: moving,
    removedAssignments: redundant,
    filled,
    replaced,
    externalIds,
    ...versions,
  });
  await insertMerge(db, scope, { id, keptId: keepId, mergedId, moved });
  await logOneEvent(db, scope.practiceId, {
    recordType: "patient",
    action: "merged",
    recordId: mergedId,
    patientId: keepId,
    count: 2 + countIds([ofModules, moving, redundant, otherRows.map(({ keys }) => keys)]),
  });
  return {
    id,
    patient,
    movedAssignments: moving,
    removedAssignments: redundant,
    movedAppointments: moved.appointments,
    filledFields: filled,
    replacedFields: replaced,
    differingFields: differingFields(kept, merged).filter((field) => !replaced.includes(field)),
  };
}

/** Counts the ids in the data of modules, at any depth. */
function countIds(value: unknown): number {
  if (typeof value === "string") return 1;
  return Object.values(Object(value)).reduce<number>((sum, each) => sum + countIds(each), 0);
}

type Pair = { keepId: PatientId; mergedId: PatientId };

/** Locks in id order, so that concurrent merges of the same two do not deadlock. */
async function lockBoth(
  db: Database,
  scope: Scope,
  { keepId, mergedId }: Pair,
): Promise<{ kept: Patient; merged: Patient }> {
  if (keepId < mergedId) {
    const kept = await lockPatientExclusively(db, scope, keepId);
    return { kept, merged: await lockPatientExclusively(db, scope, mergedId) };
  }
  const merged = await lockPatientExclusively(db, scope, mergedId);
  return { kept: await lockPatientExclusively(db, scope, keepId), merged };
}

async function planAssignments(db: Database, scope: Scope, { keepId, mergedId }: Pair) {
  const doctors = new Set((await lockAssignments(db, scope, keepId)).map(({ doctorId }) => doctorId));
  const assignments = await lockAssignments(db, scope, mergedId);
  const idsWhere = (isRedundant: boolean) =>
    assignments.filter(({ doctorId }) => doctors.has(doctorId) === isRedundant).map(({ id }) => id);
  return { moving: idsWhere(false), redundant: idsWhere(true) };
}
