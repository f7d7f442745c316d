import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { eq, getTableColumns, sql } from "drizzle-orm";
import { findDoctorBlockers } from "../assignment/find-blockers.ts";
import { canUnassign, requireMayUnassign, unassignTogether } from "../assignment/unassign-together.ts";
import { DomainError } from "../error/domain-error.ts";
import type { DoctorId } from "../field/ids.ts";
import { newId } from "../field/new-id.ts";
import { resolveName } from "../field/person-name.ts";
import { changedPhoneNumber } from "../field/phone-number.ts";
import { requireVersion } from "../field/version.ts";
import type { ChangeContext, NamingContext } from "../procedure/body-context.ts";
import type { Scope } from "../procedure/scope.ts";
import { type DirectoryContext, directoryRefusal, requireDirectoryAccess } from "./directory-rights.ts";
import { specializationLabel } from "./rules.ts";
import type { CreateDoctor, Doctor, DoctorRights, RemoveDoctor, UpdateDoctor } from "./schema.ts";

const { doctor } = schema;

const { updatedBy: _by, searchText: _search, sortName: _sort, ...columns } = getTableColumns(doctor);
export const doctorColumns = columns;

export type DoctorRow = Omit<Doctor, "specializationLabel">;

export function toDoctor(row: DoctorRow): Doctor {
  return { ...row, specializationLabel: specializationLabel(row.specialization) };
}

const selectById = (db: Database) =>
  db
    .select(doctorColumns)
    .from(doctor)
    .where(eq(doctor.id, sql.placeholder("id")));

const byId = prepared(["id"], (db) => selectById(db).prepare("doctor_by_id"));
const lockedById = prepared(["id"], (db) =>
  selectById(db).for("no key update").prepare("doctor_locked_by_id"),
);
const heldById = prepared(["id"], (db) => selectById(db).for("update").prepare("doctor_held_by_id"));

/** Rejects with `DOCTOR_NOT_FOUND`. */
export async function findDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const [row] = await byId(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

/**
 * The same, and nobody else can change or remove the doctor until the transaction ends. Whoever assigns them, as an
 * import does for as long as it runs, neither waits nor is waited for.
 */
export async function lockDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const [row] = await lockedById(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

/** The same, and nobody else can assign the doctor either: for a removal. */
async function holdDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const [row] = await heldById(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

const insertion = preparedInsert(doctor, (db, row) =>
  db.insert(doctor).values(row).returning(doctorColumns).prepare("doctor_insert"),
);

/** Rejects with `VERIFIED_EMAIL_REQUIRED`, and by the constraints' names with `LICENSE_NUMBER_TAKEN` or `DOCTOR_EMAIL_TAKEN`. */
export async function createDoctor(context: DirectoryContext, input: CreateDoctor): Promise<Doctor> {
  const { db, scope } = context;
  await requireDirectoryAccess(context);
  const [row] = await insertion(db).execute(newDoctorRow(scope, input));
  if (!row) throw new Error("insert returned no row");
  return toDoctor(row);
}

/** The row that an accepted input makes; the import writes many of them at once. */
export function newDoctorRow(scope: Pick<Scope, "accountId">, input: CreateDoctor) {
  return newRow(doctor, {
    ...input,
    ...resolveName(input),
    id: newId<DoctorId>(),
    createdBy: scope.accountId,
  });
}

/** Rejects as an addition does, and with `DOCTOR_OF_OTHERS`. */
export async function updateDoctor(
  context: ChangeContext & DirectoryContext,
  input: UpdateDoctor,
): Promise<Doctor> {
  const { db, audit } = context;
  const { id, expectedVersion, ...changes } = input;
  const current = await lockDoctor(db, id);
  await requireDirectoryAccess(context, current);
  requireVersion(current, expectedVersion);
  const [row] = await db
    .update(doctor)
    .set(
      changedRow(doctor, {
        ...changes,
        ...resolveName(changes, current),
        phoneNumber: changedPhoneNumber(changes.phoneNumber, current.phoneNumber),
      }),
    )
    .where(eq(doctor.id, id))
    .returning(doctorColumns);
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  if (row.version === current.version) audit.unchanged();
  return toDoctor(row);
}

/**
 * Rejects as a change does, and with `DOCTOR_HAS_ASSIGNMENTS`; only those in the caller's own practice are named. They may
 * be removed together with the doctor; those of other practices never are.
 */
export async function removeDoctor(
  context: NamingContext & DirectoryContext,
  input: RemoveDoctor,
): Promise<void> {
  const { db, scope } = context;
  const { id, expectedVersion, unassign } = input;
  if (unassign) requireMayUnassign(scope);
  const current = await holdDoctor(db, id);
  await requireDirectoryAccess(context, current);
  requireVersion(current, expectedVersion);
  const blocking = await findDoctorBlockers(db, scope, id);
  if (blocking) {
    if (!unassign || !canUnassign(blocking)) throw new DomainError("DOCTOR_HAS_ASSIGNMENTS", blocking);
    await unassignTogether(context, { type: "doctor", id });
  }
  await db.delete(doctor).where(eq(doctor.id, id));
}

/** Beside what the role allows. Rejects with `DOCTOR_NOT_FOUND`. */
export async function readDoctorRights(
  context: DirectoryContext,
  id: DoctorId | undefined,
): Promise<DoctorRights> {
  const entry = id === undefined ? undefined : await findDoctor(context.db, id);
  const refusal = await directoryRefusal(context, entry);
  return { id: id ?? null, mayChange: refusal === null, refusal };
}
