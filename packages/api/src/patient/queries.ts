import { type Database, prepared, schema } from "@caretype/db";
import { and, desc, eq, exists, getTableColumns, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { decodeCursor, keyset, matchesSearch, toPage } from "../paging.ts";
import { resolveName } from "../person-name.ts";
import { requireVersion } from "../version.ts";
import { ageOn, resolveBirth, today } from "./rules.ts";
import type { CreatePatient, ListPatients, Patient, UpdatePatient } from "./schema.ts";

const { patient, assignment } = schema;

const { practiceId: _practice, searchText: _search, sortName: _sort, ...columns } = getTableColumns(patient);
export const patientColumns = columns;

type PatientRow = Omit<Patient, "age">;

export function toPatient(row: PatientRow): Patient {
  return { ...row, age: row.dateOfBirth === null ? null : ageOn(today(), row.dateOfBirth) };
}

const inPractice = (scope: Scope, id: string) =>
  and(eq(patient.practiceId, scope.practiceId), eq(patient.id, id));

const byId = prepared((db) =>
  db
    .select(patientColumns)
    .from(patient)
    .where(and(eq(patient.practiceId, sql.placeholder("practiceId")), eq(patient.id, sql.placeholder("id"))))
    .prepare("patient_by_id"),
);

/** Rejects with `PATIENT_NOT_FOUND`, alike for another practice's patient and an unknown id. */
export async function findPatient(db: Database, scope: Scope, id: string): Promise<Patient> {
  const [row] = await byId(db).execute({ practiceId: scope.practiceId, id });
  if (!row) throw new DomainError("PATIENT_NOT_FOUND");
  return toPatient(row);
}

/** The same, and nobody else can change, remove or assign the patient until the transaction ends. */
async function lockPatient(db: Database, scope: Scope, id: string): Promise<Patient> {
  const [row] = await db.select(patientColumns).from(patient).where(inPractice(scope, id)).for("update");
  if (!row) throw new DomainError("PATIENT_NOT_FOUND");
  return toPatient(row);
}

const newestPage = prepared((db) =>
  db
    .select(patientColumns)
    .from(patient)
    .where(eq(patient.practiceId, sql.placeholder("practiceId")))
    .orderBy(desc(patient.id))
    .limit(sql.placeholder("limit"))
    .prepare("patient_newest_page"),
);

export async function listPatients(db: Database, scope: Scope, input: ListPatients) {
  const { limit, sort } = input;
  const isPlain =
    sort === "newest" && input.cursor === undefined && !input.q && !input.gender && !input.doctorId;
  const rows = isPlain
    ? await newestPage(db).execute({ practiceId: scope.practiceId, limit: limit + 1 })
    : await selectPatients(db, scope, input);
  return toPage(rows, { limit, sort, item: toPatient });
}

function selectPatients(db: Database, scope: Scope, input: ListPatients) {
  const walk = keyset(patient, input.sort);
  const cursor = decodeCursor(input.cursor, input.sort);
  return db
    .select({ ...patientColumns, sortName: patient.sortName })
    .from(patient)
    .where(
      and(
        eq(patient.practiceId, scope.practiceId),
        cursor ? walk.after(cursor) : undefined,
        matchesSearch(patient.searchText, input.q),
        input.gender ? eq(patient.gender, input.gender) : undefined,
        input.doctorId ? exists(assignmentTo(db, input.doctorId)) : undefined,
      ),
    )
    .orderBy(...walk.orderBy)
    .limit(input.limit + 1);
}

const assignmentTo = (db: Database, doctorId: string) =>
  db
    .select({ one: sql`1` })
    .from(assignment)
    .where(
      and(
        eq(assignment.practiceId, patient.practiceId),
        eq(assignment.patientId, patient.id),
        eq(assignment.doctorId, doctorId),
      ),
    );

export async function createPatient(db: Database, scope: Scope, input: CreatePatient): Promise<Patient> {
  const [row] = await db.insert(patient).values(newPatientRow(scope, input)).returning(patientColumns);
  if (!row) throw new Error("insert returned no row");
  return toPatient(row);
}

/** The row that an accepted input makes; the import writes many of them at once. */
export function newPatientRow(scope: Pick<Scope, "accountId" | "practiceId">, input: CreatePatient) {
  const { age: _age, ...rest } = input;
  return {
    ...rest,
    ...resolveName(input),
    ...resolveBirth(input, { day: today() }),
    practiceId: scope.practiceId,
    id: uuidv7(),
    createdBy: scope.accountId,
  };
}

export async function updatePatient(db: Database, scope: Scope, input: UpdatePatient): Promise<Patient> {
  const { id, expectedVersion, age, ...changes } = input;
  const current = await lockPatient(db, scope, id);
  requireVersion(current, expectedVersion);
  const [row] = await db
    .update(patient)
    .set({
      ...changes,
      ...resolveName(changes, current),
      ...resolveBirth({ dateOfBirth: changes.dateOfBirth, age }, { day: today(), current }),
      updatedAt: sql`now()`,
      version: current.version + 1,
    })
    .where(inPractice(scope, id))
    .returning(patientColumns);
  if (!row) throw new DomainError("PATIENT_NOT_FOUND");
  return toPatient(row);
}

/** Rejects with `PATIENT_HAS_ASSIGNMENTS`, naming them, while a doctor is assigned. */
export async function removePatient(
  db: Database,
  scope: Scope,
  input: { id: string; expectedVersion?: number | undefined },
) {
  const current = await lockPatient(db, scope, input.id);
  requireVersion(current, input.expectedVersion);
  const standing = await db
    .select({ id: assignment.id })
    .from(assignment)
    .where(and(eq(assignment.practiceId, scope.practiceId), eq(assignment.patientId, input.id)))
    .limit(50);
  if (standing.length > 0) {
    const blockedBy = standing.map(({ id }) => ({ kind: "assignment" as const, id }));
    throw new DomainError("PATIENT_HAS_ASSIGNMENTS", { blockedBy });
  }
  await db.delete(patient).where(inPractice(scope, input.id));
}
