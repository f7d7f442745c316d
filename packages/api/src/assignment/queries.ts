import { type Database, schema } from "@caretype/db";
import { and, eq, getTableColumns, type SQL, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Scope } from "../context.ts";
import { doctorColumns, toDoctor } from "../doctor/queries.ts";
import { DomainError, invalidInput } from "../errors.ts";
import { decodeCursor, keyset, toPage } from "../paging.ts";
import { findPatient, patientColumns, toPatient } from "../patient/queries.ts";
import { requireVersion } from "../version.ts";
import type {
  Assignment,
  CreateAssignment,
  ListAssignments,
  ListPatientAssignments,
  UpdateAssignment,
} from "./schema.ts";

const { assignment, patient, doctor } = schema;

const { practiceId: _practice, ...assignmentColumns } = getTableColumns(assignment);

function selectAssignments(db: Database, scope: Scope, where: SQL | undefined) {
  return db
    .select({ assignment: assignmentColumns, patient: patientColumns, doctor: doctorColumns })
    .from(assignment)
    .innerJoin(
      patient,
      and(eq(patient.practiceId, assignment.practiceId), eq(patient.id, assignment.patientId)),
    )
    .innerJoin(doctor, eq(doctor.id, assignment.doctorId))
    .where(and(eq(assignment.practiceId, scope.practiceId), where))
    .$dynamic();
}

type AssignmentRow = Awaited<ReturnType<typeof selectAssignments>>[number];

function toAssignment({ assignment: row, ...joined }: AssignmentRow): Assignment {
  return {
    ...row,
    patient: toPatient(joined.patient),
    doctor: toDoctor(joined.doctor),
    patientName: joined.patient.name,
    doctorName: joined.doctor.name,
  };
}

/** Rejects with `ASSIGNMENT_NOT_FOUND`, alike for another practice's and an unknown id. */
export async function findAssignment(db: Database, scope: Scope, id: string): Promise<Assignment> {
  const [row] = await selectAssignments(db, scope, eq(assignment.id, id));
  if (!row) throw new DomainError("ASSIGNMENT_NOT_FOUND");
  return toAssignment(row);
}

export async function listAssignments(db: Database, scope: Scope, input: ListAssignments) {
  const { limit, sort, patientId, doctorId } = input;
  const walk = keyset(
    { id: assignment.id, sortName: patient.sortName, updatedAt: assignment.updatedAt },
    sort,
  );
  const cursor = decodeCursor(input.cursor, sort);
  const where = and(
    cursor ? walk.after(cursor) : undefined,
    patientId ? eq(assignment.patientId, patientId) : undefined,
    doctorId ? eq(assignment.doctorId, doctorId) : undefined,
  );
  const rows = await selectAssignments(db, scope, where)
    .orderBy(...walk.orderBy)
    .limit(limit + 1);
  const items = rows.map(toAssignment);
  return toPage(items, { limit, sort, item: (item) => item });
}

/** Rejects with `PATIENT_NOT_FOUND`, so that no assignment is told from no such patient. */
export async function listAssignmentsOfPatient(db: Database, scope: Scope, input: ListPatientAssignments) {
  const [page] = await Promise.all([
    listAssignments(db, scope, { ...input, sort: "newest" }),
    findPatient(db, scope, input.patientId),
  ]);
  return page;
}

/**
 * `ALREADY_ASSIGNED` and `PATIENT_OR_DOCTOR_NOT_FOUND` come from the table's own keys: the composite one
 * refuses another practice's patient exactly as an unknown one, and fifty at once make one row.
 */
export async function createAssignment(
  db: Database,
  scope: Scope,
  input: CreateAssignment,
): Promise<Assignment> {
  const id = uuidv7();
  await db
    .insert(assignment)
    .values({ ...input, id, practiceId: scope.practiceId, assignedBy: scope.accountId });
  return findAssignment(db, scope, id);
}

export async function updateAssignment(
  db: Database,
  scope: Scope,
  input: UpdateAssignment,
): Promise<Assignment> {
  const { id, expectedVersion, reasonForVisit } = input;
  const current = await lockAssignment(db, scope, id);
  requireVersion(current, expectedVersion);
  requireSamePair(current, input);
  await db
    .update(assignment)
    .set({ reasonForVisit, updatedAt: sql`now()`, version: current.version + 1 })
    .where(and(eq(assignment.practiceId, scope.practiceId), eq(assignment.id, id)));
  return findAssignment(db, scope, id);
}

function requireSamePair(current: Assignment, sent: UpdateAssignment) {
  for (const field of ["patientId", "doctorId"] as const) {
    if (sent[field] === undefined || sent[field] === current[field]) continue;
    throw invalidInput({ [field]: ["Cannot be changed: remove the assignment and make another"] });
  }
}

async function lockAssignment(db: Database, scope: Scope, id: string): Promise<Assignment> {
  const [row] = await selectAssignments(db, scope, eq(assignment.id, id)).for("update", { of: assignment });
  if (!row) throw new DomainError("ASSIGNMENT_NOT_FOUND");
  return toAssignment(row);
}

type Removal = { id: string; expectedVersion?: number | undefined };

export async function removeAssignment(db: Database, scope: Scope, { id, expectedVersion }: Removal) {
  requireVersion(await lockAssignment(db, scope, id), expectedVersion);
  await db.delete(assignment).where(and(eq(assignment.practiceId, scope.practiceId), eq(assignment.id, id)));
}

/** Rejects with `ASSIGNMENT_NOT_FOUND` when the doctor is not assigned to the patient. */
export async function removeAssignmentPair(
  db: Database,
  scope: Scope,
  pair: { patientId: string; doctorId: string },
) {
  const removed = await db
    .delete(assignment)
    .where(
      and(
        eq(assignment.practiceId, scope.practiceId),
        eq(assignment.patientId, pair.patientId),
        eq(assignment.doctorId, pair.doctorId),
      ),
    )
    .returning({ id: assignment.id });
  if (removed.length === 0) throw new DomainError("ASSIGNMENT_NOT_FOUND");
}
