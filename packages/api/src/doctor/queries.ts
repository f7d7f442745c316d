import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { v7 as uuidv7 } from "uuid";
import type { Scope } from "../context.ts";
import { DomainError } from "../errors.ts";
import { decodeCursor, keyset, matchesSearch, toPage } from "../paging.ts";
import { resolveName } from "../person-name.ts";
import { requireVersion } from "../version.ts";
import { specializationLabel } from "./rules.ts";
import type { CreateDoctor, Doctor, ListDoctors, UpdateDoctor } from "./schema.ts";

const { doctor, assignment } = schema;

const { searchText: _search, sortName: _sort, ...columns } = getTableColumns(doctor);
export const doctorColumns = columns;

type DoctorRow = Omit<Doctor, "specializationLabel">;

export function toDoctor(row: DoctorRow): Doctor {
  return { ...row, specializationLabel: specializationLabel(row.specialization) };
}

const byId = prepared((db) =>
  db
    .select(doctorColumns)
    .from(doctor)
    .where(eq(doctor.id, sql.placeholder("id")))
    .prepare("doctor_by_id"),
);

/** Rejects with `DOCTOR_NOT_FOUND`. */
export async function findDoctor(db: Database, id: string): Promise<Doctor> {
  const [row] = await byId(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

/** The same, and nobody else can change, remove or assign the doctor until the transaction ends. */
async function lockDoctor(db: Database, id: string): Promise<Doctor> {
  const [row] = await db.select(doctorColumns).from(doctor).where(eq(doctor.id, id)).for("update");
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

export async function listDoctors(db: Database, input: ListDoctors) {
  const { limit, sort, specialization } = input;
  const walk = keyset(doctor, sort);
  const cursor = decodeCursor(input.cursor, sort);
  const rows = await db
    .select({ ...doctorColumns, sortName: doctor.sortName })
    .from(doctor)
    .where(
      and(
        cursor ? walk.after(cursor) : undefined,
        matchesSearch(doctor.searchText, input.q),
        input.gender ? eq(doctor.gender, input.gender) : undefined,
        specialization ? sql`lower(${doctor.specialization}) = lower(${specialization})` : undefined,
      ),
    )
    .orderBy(...walk.orderBy)
    .limit(limit + 1);
  return toPage(rows, { limit, sort, item: toDoctor });
}

/** Rejects with `LICENSE_NUMBER_TAKEN` or `DOCTOR_EMAIL_TAKEN`, by the constraints' names. */
export async function createDoctor(db: Database, scope: Scope, input: CreateDoctor): Promise<Doctor> {
  const [row] = await db.insert(doctor).values(newDoctorRow(scope, input)).returning(doctorColumns);
  if (!row) throw new Error("insert returned no row");
  return toDoctor(row);
}

/** The row that an accepted input makes; the import writes many of them at once. */
export function newDoctorRow(scope: Pick<Scope, "accountId">, input: CreateDoctor) {
  return { ...input, ...resolveName(input), id: uuidv7(), createdBy: scope.accountId };
}

export async function updateDoctor(db: Database, input: UpdateDoctor): Promise<Doctor> {
  const { id, expectedVersion, ...changes } = input;
  const current = await lockDoctor(db, id);
  requireVersion(current, expectedVersion);
  const [row] = await db
    .update(doctor)
    .set({
      ...changes,
      ...resolveName(changes, current),
      updatedAt: sql`now()`,
      version: current.version + 1,
    })
    .where(eq(doctor.id, id))
    .returning(doctorColumns);
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

type Removal = { id: string; expectedVersion?: number | undefined };

/** Rejects with `DOCTOR_HAS_ASSIGNMENTS`; only those in the caller's own practice are named. */
export async function removeDoctor(db: Database, scope: Scope, { id, expectedVersion }: Removal) {
  const current = await lockDoctor(db, id);
  requireVersion(current, expectedVersion);
  const isOwn = eq(assignment.practiceId, scope.practiceId);
  const standing = await db
    .select({ id: assignment.id, isOwn: sql<boolean>`${isOwn}` })
    .from(assignment)
    .where(eq(assignment.doctorId, id))
    .orderBy(sql`(${isOwn}) desc`)
    .limit(50);
  if (standing.length > 0) {
    const own = standing.filter((row) => row.isOwn);
    const blockedBy = own.map((row) => ({ kind: "assignment" as const, id: row.id }));
    throw new DomainError("DOCTOR_HAS_ASSIGNMENTS", { blockedBy });
  }
  await db.delete(doctor).where(eq(doctor.id, id));
}
