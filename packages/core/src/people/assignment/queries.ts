import { changedRow, type Database, newRow, prepared, preparedInsert } from "@caretype/db";
import { assignment, doctor, patient } from "@caretype/db/schema";
import { and, eq, getTableColumns, or, type Placeholder, type SQL, sql } from "drizzle-orm";
import { DomainError, invalidInput, onlyRow } from "../../kernel/error/domain-error.ts";
import {
  type AssignmentId,
  asId,
  type DoctorId,
  type PatientId,
  type PracticeId,
} from "../../kernel/field/ids.ts";
import { isSame } from "../../kernel/field/is-same.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { bySort, decodeCursor, keyset, type Position, toPage } from "../../kernel/field/paging.ts";
import type { ExpectedVersion, Sort } from "../../kernel/field/schemas.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import { type ChangeContext, type SubjectsContext, unchanged } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { doctorColumns, toDoctor } from "../doctor/queries.ts";
import type { Doctor } from "../doctor/schema.ts";
import { findPatient, patientColumns, type Reader, toPatient } from "../patient/queries.ts";
import type { Patient } from "../patient/schema.ts";
import type {
  Assignment,
  AssignmentPage,
  CreateAssignment,
  ListAssignments,
  ListPatientAssignments,
  UpdateAssignment,
} from "./schema.ts";

const { updatedBy: _by, practiceId: _practice, ...columns } = getTableColumns(assignment);
export const assignmentColumns = columns;

/**
 * Looks each row's patient and doctor up by key: with an ordinary join, a generic plan would read all of the
 * practice's patients. The subqueries keep their tables' names, so that their columns resolve.
 */
function selectAssignments(db: Database, practiceId: PracticeId | Placeholder, ...where: SQL[]) {
  const isPatient = and(eq(patient.practiceId, assignment.practiceId), eq(patient.id, assignment.patientId));
  const isDoctor = eq(doctor.id, assignment.doctorId);
  const itsPatient = db.select(patientColumns).from(patient).where(isPatient).limit(1).as("patient");
  const itsDoctor = db.select(doctorColumns).from(doctor).where(isDoctor).limit(1).as("doctor");
  return db
    .select({ assignment: assignmentColumns, patient: patientColumns, doctor: doctorColumns })
    .from(assignment)
    .innerJoinLateral(itsPatient, sql`true`)
    .innerJoinLateral(itsDoctor, sql`true`)
    .where(and(eq(assignment.practiceId, practiceId), ...where));
}

type AssignmentRow = Awaited<ReturnType<typeof selectAssignments>>[number];

const toAssignment = ({ assignment: row, ...joined }: AssignmentRow, reader: Reader): Assignment =>
  withNames(row, { patient: toPatient(joined.patient, reader), doctor: toDoctor(joined.doctor) });

export type AssignmentColumns = AssignmentRow["assignment"];

export function withNames(row: AssignmentColumns, joined: { patient: Patient; doctor: Doctor }): Assignment {
  return { ...row, ...joined, patientName: joined.patient.name, doctorName: joined.doctor.name };
}

const anyPractice = sql.placeholder("practiceId");

const selectById = (db: Database) =>
  selectAssignments(db, anyPractice, eq(assignment.id, sql.placeholder("id")));

const byId = prepared(["practiceId", "id"], (db) => selectById(db));
/** Without the joined tables: Citus refuses to lock rows of a join. */
const lockById = prepared(["practiceId", "id"], (db) =>
  db
    .select({ id: assignment.id })
    .from(assignment)
    .where(and(eq(assignment.practiceId, anyPractice), eq(assignment.id, sql.placeholder("id"))))
    .for("update"),
);

/** Throws `ASSIGNMENT_NOT_FOUND`, for another practice's assignment as for an unknown id. */
export async function findAssignment(db: Database, scope: Scope, id: AssignmentId): Promise<Assignment> {
  const row = onlyRow(await byId(db).execute({ practiceId: scope.practiceId, id }), "ASSIGNMENT_NOT_FOUND");
  return toAssignment(row, scope);
}

const sortColumns = { id: assignment.id, sortName: patient.sortName, updatedAt: assignment.updatedAt };

const isOfPatient = eq(assignment.patientId, sql.placeholder("patientId"));
const isOfDoctor = eq(assignment.doctorId, sql.placeholder("doctorId"));

/** One statement per filter, so that each uses its own index. */
const pages = bySort((sort) => {
  const { orderBy, after } = keyset(sortColumns, sort);
  const page = <const Name extends string>(names: readonly Name[], ...where: SQL[]) =>
    prepared(["practiceId", "key", "id", "limit", ...names], (db) =>
      selectAssignments(db, anyPractice, after(), ...where)
        .orderBy(...orderBy)
        .limit(sql.placeholder("limit")),
    );
  return {
    all: page([]),
    ofPatient: page(["patientId"], isOfPatient),
    ofDoctor: page(["doctorId"], isOfDoctor),
  };
});

export async function listAssignments(
  db: Database,
  scope: Scope,
  input: ListAssignments,
): Promise<AssignmentPage> {
  const rows = await selectPage(db, scope, input);
  const items = rows.map((row) => toAssignment(row, scope));
  return toPage(items, { limit: input.limit, sort: input.sort, item: (item) => item });
}

async function selectPage(db: Database, scope: Scope, input: ListAssignments): Promise<AssignmentRow[]> {
  const { sort, patientId, doctorId } = input;
  const limit = input.limit + 1;
  const position = decodeCursor(input.cursor, sort);
  if (patientId && doctorId) return selectPair(db, scope, { patientId, doctorId, sort, position, limit });
  const values = { ...position, practiceId: scope.practiceId, limit };
  if (patientId) return pages[sort].ofPatient(db).execute({ ...values, patientId });
  if (doctorId) return pages[sort].ofDoctor(db).execute({ ...values, doctorId });
  return pages[sort].all(db).execute(values);
}

type Pair = { patientId: PatientId; doctorId: DoctorId };
type Range = { sort: Sort; position: Position; limit: number };

/** Not prepared: a generic plan may read all of the doctor's assignments. */
function selectPair(db: Database, scope: Scope, { patientId, doctorId, ...range }: Pair & Range) {
  const { orderBy, after } = keyset(sortColumns, range.sort);
  const isPair = [eq(assignment.patientId, patientId), eq(assignment.doctorId, doctorId)];
  return selectAssignments(db, scope.practiceId, ...isPair, after(range.position))
    .orderBy(...orderBy)
    .limit(range.limit);
}

/** Throws `PATIENT_NOT_FOUND`, to distinguish an unknown patient from one without assignments. */
export async function listAssignmentsOfPatient(
  db: Database,
  scope: Scope,
  input: ListPatientAssignments,
): Promise<AssignmentPage> {
  const [page] = await Promise.all([
    listAssignments(db, scope, { ...input, sort: "newest" }),
    findPatient(db, scope, input.patientId),
  ]);
  return page;
}

const insertion = preparedInsert(assignment, { id: assignment.id });

/**
 * The table's keys raise `ALREADY_ASSIGNED` and `PATIENT_OR_DOCTOR_NOT_FOUND`. The composite key refuses
 * another practice's patient like an unknown one, and fifty concurrent calls create one row.
 */
export async function createAssignment(
  db: Database,
  scope: Scope,
  input: CreateAssignment,
): Promise<Assignment> {
  const id = newId<AssignmentId>();
  const { practiceId, accountId: assignedBy } = scope;
  await insertion(db).execute(newRow(assignment, { ...input, practiceId, id, assignedBy }));
  return findAssignment(db, scope, id);
}

export async function updateAssignment(
  { db, scope, audit }: ChangeContext,
  input: UpdateAssignment,
): Promise<Assignment> {
  const { id, expectedVersion, patientId: _patient, doctorId: _doctor, ...changes } = input;
  const current = await lockAssignment(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "assignment" });
  requireSamePair(current, input);
  if (isSame(current, changes)) return unchanged(audit, current);
  await db
    .update(assignment)
    .set(changedRow(assignment, changes))
    .where(and(eq(assignment.practiceId, scope.practiceId), eq(assignment.id, id)));
  return findAssignment(db, scope, id);
}

function requireSamePair(current: Assignment, sent: UpdateAssignment) {
  for (const field of ["patientId", "doctorId"] as const) {
    if (sent[field] === undefined || sent[field] === current[field]) continue;
    throw invalidInput({ [field]: ["Cannot be changed: remove the assignment and create another"] });
  }
}

export async function lockAssignment(db: Database, scope: Scope, id: AssignmentId): Promise<Assignment> {
  const key = { practiceId: scope.practiceId, id };
  // Pipelined. The second one runs once the first has its lock, and sees the newest row.
  const [, [row]] = await Promise.all([lockById(db).execute(key), byId(db).execute(key)]);
  if (!row) throw new DomainError("ASSIGNMENT_NOT_FOUND");
  return toAssignment(row, scope);
}

type Removal = { id: AssignmentId; expectedVersion: ExpectedVersion };

export async function removeAssignment(
  { db, scope, audit }: SubjectsContext,
  { id, expectedVersion }: Removal,
): Promise<void> {
  const current = await lockAssignment(db, scope, id);
  audit.subjects([current.id, current.patientId, current.doctorId]);
  requireVersion(current, expectedVersion, { kind: "assignment" });
  await db.delete(assignment).where(and(eq(assignment.practiceId, scope.practiceId), eq(assignment.id, id)));
}

/**
 * Throws `ASSIGNMENT_NOT_FOUND` if the doctor is not assigned to the patient. Accepts the assignment's own id as the
 * patient's: clients of a former system send it.
 */
export async function removeAssignmentPair(
  context: SubjectsContext,
  { patientId, doctorId, expectedVersion }: Pair & { expectedVersion: ExpectedVersion },
): Promise<void> {
  const { db, scope } = context;
  const [row] = await db
    .select({ id: assignment.id })
    .from(assignment)
    .where(
      and(
        eq(assignment.practiceId, scope.practiceId),
        eq(assignment.doctorId, doctorId),
        or(eq(assignment.patientId, patientId), eq(assignment.id, asId(patientId))),
      ),
    )
    .for("update");
  if (!row) throw new DomainError("ASSIGNMENT_NOT_FOUND");
  await removeAssignment(context, { id: row.id, expectedVersion });
}
