import { type Database, setLocal } from "@caretype/db";
import { assignment, patient, removedRecord } from "@caretype/db/schema";
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import type { AnyId, AssignmentId, DoctorId, PatientId } from "../../kernel/field/ids.ts";
import type { SubjectsContext } from "../../kernel/procedure/body-context.ts";
import { requirePermissions } from "../../kernel/procedure/caller.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { maxUnassigned, type RestoredTogether } from "../../mechanisms/removal/with-assignments.ts";
import { holdDoctors } from "../doctor/hold-doctors.ts";

type Removing = { type: "patient"; id: PatientId } | { type: "doctor"; id: DoctorId };
type Blocking = { blockedByTotal: number; blockedElsewhere?: boolean };

/** Returns true if the blocking assignments can be removed together with the record. */
export const canUnassign = ({ blockedByTotal, blockedElsewhere = false }: Blocking) =>
  !blockedElsewhere && blockedByTotal <= maxUnassigned;

/** @throws {DomainError} `PERMISSION_DENIED`. */
export function requireMayUnassign({ permissions }: Scope): void {
  requirePermissions(permissions, ["assignment:remove"]);
}

/** Removes the practice's assignments of a locked record. Restoring the record restores them. */
export async function unassignTogether(
  { db, scope, audit }: SubjectsContext,
  { type, id }: Removing,
): Promise<void> {
  const side = type === "patient" ? assignment.patientId : assignment.doctorId;
  const isOwn = and(eq(assignment.practiceId, scope.practiceId), eq(side, id));
  // Same lock order as merges.
  await db
    .select({ id: assignment.id })
    .from(assignment)
    .where(isOwn)
    .orderBy(asc(assignment.id))
    .for("update");
  await setRemovedWith(db, id);
  const { id: own, patientId, doctorId } = assignment;
  const removed = await db.delete(assignment).where(isOwn).returning({ own, patientId, doctorId });
  await setRemovedWith(db, "");
  audit.subjects(removed.flatMap((row) => [row.own, row.patientId, row.doctorId]));
}

/** Sets a variable that the trigger `keep_version` reads. */
const setRemovedWith = (db: Database, id: DoctorId | PatientId | "") =>
  setLocal(db, "caretype.removed_with", id);

/** Restores the practice's assignments that were removed together with a record. Restore the record first. */
export async function restoreTogether(
  { db, scope, audit }: SubjectsContext,
  removedWith: DoctorId | PatientId,
): Promise<RestoredTogether> {
  const together = await findTogether(db, scope, removedWith);
  if (together.length === 0) return {};
  audit.subjects(together.flatMap(({ patientId, doctorId }) => [patientId, doctorId]));
  const ids = scope.permissions.has("assignment:remove") ? await findRestorable(db, scope, together) : [];
  const restored = await restoreAll(db, scope, ids);
  return {
    restoredAssignments: together.flatMap(({ id }) => (restored.has(id) ? [id] : [])),
    assignmentsLeft: together.flatMap(({ id }) => (restored.has(id) ? [] : [id])),
  };
}

type Pair = { id: AssignmentId; patientId: PatientId; doctorId: DoctorId };

const recorded = <Of extends AnyId>(name: string) =>
  sql<Of>`${removedRecord.record}->>${sql.raw(`'${name}'`)}`;

const findTogether = (
  db: Database,
  { practiceId }: Scope,
  removedWith: DoctorId | PatientId,
): Promise<Pair[]> =>
  db
    .select({
      id: sql<AssignmentId>`${removedRecord.recordId}`,
      patientId: recorded<PatientId>("patient_id"),
      doctorId: recorded<DoctorId>("doctor_id"),
    })
    .from(removedRecord)
    .where(and(eq(removedRecord.practiceId, practiceId), eq(removedRecord.removedWith, removedWith)))
    .orderBy(removedRecord.recordId);

/**
 * Finds assignments whose doctor and patient exist and were not assigned again. Locks both until the
 * transaction ends.
 */
async function findRestorable(
  db: Database,
  { practiceId }: Scope,
  together: Pair[],
): Promise<AssignmentId[]> {
  const doctorIds = [...new Set(together.map(({ doctorId }) => doctorId))];
  const patientIds = [...new Set(together.map(({ patientId }) => patientId))];
  // Doctors first, like assigning and undoing an import, to avoid deadlocks.
  const doctors = await holdDoctors(db, doctorIds);
  const patients = await db
    .select({ id: patient.id })
    .from(patient)
    .where(and(eq(patient.practiceId, practiceId), inArray(patient.id, patientIds)))
    .orderBy(patient.id)
    .for("key share");
  const { patientId, doctorId } = assignment;
  const again = await db
    .select({ patientId, doctorId })
    .from(assignment)
    .where(
      and(
        eq(assignment.practiceId, practiceId),
        inArray(patientId, patientIds),
        inArray(doctorId, doctorIds),
      ),
    );
  const there = new Set<DoctorId | PatientId>([...doctors, ...patients.map(({ id }) => id)]);
  const assigned = new Set(again.map((pair) => `${pair.patientId} ${pair.doctorId}`));
  return together
    .filter((pair) => there.has(pair.patientId) && there.has(pair.doctorId))
    .filter((pair) => !assigned.has(`${pair.patientId} ${pair.doctorId}`))
    .map(({ id }) => id);
}

async function restoreAll(
  db: Database,
  { practiceId }: Scope,
  ids: AssignmentId[],
): Promise<Set<AssignmentId>> {
  if (ids.length === 0) return new Set();
  const rows = await db.execute<{ id: AssignmentId }>(sql`
    select id from unnest(${`{${ids.join(",")}}`}::uuid[]) as id
    where restore_record('assignment', ${practiceId}::uuid, id)`);
  return new Set(rows.map(({ id }) => id));
}
