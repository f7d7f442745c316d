import { type Database, prepared } from "@caretype/db";
import { assignment, patient, removedRecord } from "@caretype/db/schema";
import { and, eq, ne, type Placeholder, type SQL, sql } from "drizzle-orm";
import { type Blocker, DomainError } from "../../kernel/error/domain-error.ts";
import type { AssignmentId, DoctorId, PatientId, PracticeId } from "../../kernel/field/ids.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { removedRow, removedRows, toRemovedPage } from "../../mechanisms/removal/removed-page.ts";
import { restoreRecord } from "../../mechanisms/removal/restore-record.ts";
import { holdDoctors } from "../doctor/hold-doctors.ts";
import { doctorNameOf } from "../doctor/queries.ts";
import { holdPatient } from "../patient/queries.ts";
import { assignmentColumns, findAssignment } from "./queries.ts";
import type { Assignment, ListRemovedAssignments, RemovedAssignmentPage } from "./schema.ts";

const asAssignment = removedRow("assignment", assignmentColumns);

/** The names of persons who may be removed, too. */
const namesIn = (practiceId: Placeholder | PracticeId) => ({
  patientName: sql<string | null>`coalesce(
    (select existing.name from ${patient} as existing
      where existing.practice_id = ${practiceId} and existing.id = ${assignment.patientId}),
    (select gone.record->>'name' from ${removedRecord} as gone
      where gone.practice_id = ${practiceId} and gone.record_id = ${assignment.patientId}))`,
  doctorName: doctorNameOf(sql`${assignment.doctorId}`),
});

const page = <const Name extends string>(names: readonly Name[], ...where: SQL[]) =>
  prepared(["practiceId", "key", "id", "limit", ...names], (db) =>
    db
      .select({
        ...removedRows.columns,
        record: assignmentColumns,
        ...namesIn(sql.placeholder("practiceId")),
      })
      .from(removedRecord)
      .innerJoinLateral(asAssignment, sql`true`)
      .where(and(removedRows.ofType("assignment"), ...where))
      .orderBy(...removedRows.orderBy)
      .limit(removedRows.limit),
  );

/** The same expression as in `removed_record_patient_idx`. */
const isOfPatient = sql`${removedRecord.record}->>'patient_id' = ${sql.placeholder("patientId")}::uuid::text`;

const pages = { all: page([]), ofPatient: page(["patientId"], isOfPatient) };

export const listRemovedAssignments = (
  db: Database,
  { practiceId }: Scope,
  { patientId, ...input }: ListRemovedAssignments,
): Promise<RemovedAssignmentPage> =>
  toRemovedPage(
    input,
    (values) =>
      patientId
        ? pages.ofPatient(db).execute({ ...values, practiceId, patientId })
        : pages.all(db).execute({ ...values, practiceId }),
    ({ record, patientName, doctorName }) => ({ record: { ...record, patientName, doctorName } }),
  );

/**
 * Restores an assignment. Returns it unchanged if it is not removed. Throws `ASSIGNMENT_NOT_FOUND`, and
 * `RESTORE_BLOCKED` if the patient or doctor is removed, or the two were assigned again.
 */
export async function restoreAssignment(
  { db, scope, audit }: ChangeContext,
  id: AssignmentId,
): Promise<Assignment> {
  const removed = await findRemovedPair(db, scope, id);
  if (removed) {
    const blockedBy = await findRestoreBlockers(db, scope, { id, ...removed });
    // The labels name patient and doctor, so the audit must list both.
    const disclosed = [removed.patientId, removed.doctorId];
    if (blockedBy.length > 0) throw new DomainError("RESTORE_BLOCKED", { blockedBy, disclosed });
  }
  const isRestored =
    removed !== undefined &&
    (await restoreRecord(db, { type: "assignment", practiceId: scope.practiceId, id }));
  if (!isRestored) audit.unchanged();
  return findAssignment(db, scope, id);
}

async function findRemovedPair(db: Database, { practiceId }: Scope, id: AssignmentId) {
  const { recordType } = removedRecord;
  const [row] = await db
    .select({
      recordType,
      ...namesIn(practiceId),
      patientId: assignment.patientId,
      doctorId: assignment.doctorId,
    })
    .from(removedRecord)
    .innerJoinLateral(asAssignment, sql`true`)
    .where(and(eq(removedRecord.practiceId, practiceId), eq(removedRecord.recordId, id)));
  // Checked here, because with the type in the query the planner may choose a worse index.
  return row?.recordType === "assignment" ? row : undefined;
}

type RemovedPair = {
  id: AssignmentId;
  patientId: PatientId;
  doctorId: DoctorId;
  patientName: string | null;
  doctorName: string | null;
};

/** Locks the existing patient and doctor against removal until the transaction ends. */
async function findRestoreBlockers(db: Database, scope: Scope, removed: RemovedPair): Promise<Blocker[]> {
  const { id, patientId, doctorId, patientName, doctorName } = removed;
  // Same lock order as assigning and undoing an import, to avoid deadlocks.
  const doctors = await holdDoctors(db, [doctorId]);
  const isPatientThere = await holdPatient(db, scope, patientId);
  const again = await db
    .select({ id: assignment.id })
    .from(assignment)
    .where(
      and(
        eq(assignment.practiceId, scope.practiceId),
        eq(assignment.doctorId, doctorId),
        eq(assignment.patientId, patientId),
        ne(assignment.id, id),
      ),
    );
  return [
    ...(isPatientThere ? [] : [{ kind: "patient" as const, id: patientId, label: patientName }]),
    ...(doctors.size === 0 ? [{ kind: "doctor" as const, id: doctorId, label: doctorName }] : []),
    ...again.map((other) => ({ kind: "assignment" as const, id: other.id, label: doctorName })),
  ];
}
