import { changedRow, type Database, newRow, prepared, preparedInsert, schema } from "@caretype/db";
import { eq, getTableColumns, sql } from "drizzle-orm";
import { DomainError } from "../../kernel/error/domain-error.ts";
import type { DoctorId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { resolveName } from "../../kernel/field/person-name.ts";
import { changedPhoneNumber } from "../../kernel/field/phone-number.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext, SubjectsContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { findStandingOfDoctor } from "../../scheduling/appointment/find-standing.ts";
import { findDoctorBlockers } from "../assignment/find-blockers.ts";
import { canUnassign, requireMayUnassign, unassignTogether } from "../assignment/unassign-together.ts";
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
const exclusivelyLockedById = prepared(["id"], (db) =>
  selectById(db).for("update").prepare("doctor_held_by_id"),
);

/** Throws `DOCTOR_NOT_FOUND`. */
export async function findDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const [row] = await byId(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

/**
 * Finds the doctor and blocks updates and removals until the transaction ends.
 * Does not conflict with new assignments, so an import does not block it. Throws `DOCTOR_NOT_FOUND`.
 */
export async function lockDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const [row] = await lockedById(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

/** Also blocks new assignments, for a removal. Throws `DOCTOR_NOT_FOUND`. */
async function lockDoctorExclusively(db: Database, id: DoctorId): Promise<Doctor> {
  const [row] = await exclusivelyLockedById(db).execute({ id });
  if (!row) throw new DomainError("DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

const insertion = preparedInsert(doctor, (db, row) =>
  db.insert(doctor).values(row).returning(doctorColumns).prepare("doctor_insert"),
);

/**
 * Throws `VERIFIED_EMAIL_REQUIRED`. Unique constraints raise `LICENSE_NUMBER_TAKEN` and `DOCTOR_EMAIL_TAKEN`.
 */
export async function createDoctor(context: DirectoryContext, input: CreateDoctor): Promise<Doctor> {
  const { db, scope } = context;
  await requireDirectoryAccess(context);
  const [row] = await insertion(db).execute(newDoctorRow(scope, input));
  if (!row) throw new Error("insert returned no row");
  return toDoctor(row);
}

/** Builds the row for a valid input. An import inserts many of these at once. */
export function newDoctorRow(scope: Pick<Scope, "accountId">, input: CreateDoctor) {
  return newRow(doctor, {
    ...input,
    ...resolveName(input),
    id: newId<DoctorId>(),
    createdBy: scope.accountId,
  });
}

/** Throws the errors of `createDoctor`, `DOCTOR_NOT_FOUND`, `STALE_VERSION` and `DOCTOR_OF_OTHERS`. */
export async function updateDoctor(
  context: ChangeContext & DirectoryContext,
  input: UpdateDoctor,
): Promise<Doctor> {
  const { db, audit } = context;
  const { id, expectedVersion, ...changes } = input;
  const current = await lockDoctor(db, id);
  await requireDirectoryAccess(context, current);
  requireVersion(current, expectedVersion, { kind: "doctor" });
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
 * Removes a doctor, with the practice's assignments if `unassign` is set. Assignments of other practices
 * always block it.
 * Throws the errors of `updateDoctor`, and `DOCTOR_HAS_ASSIGNMENTS` and `DOCTOR_HAS_APPOINTMENTS`, which name only
 * the practice's own.
 */
export async function removeDoctor(
  context: SubjectsContext & DirectoryContext,
  input: RemoveDoctor,
): Promise<void> {
  const { db, scope } = context;
  const { id, expectedVersion, unassign } = input;
  if (unassign) requireMayUnassign(scope);
  const current = await lockDoctorExclusively(db, id);
  await requireDirectoryAccess(context, current);
  requireVersion(current, expectedVersion, { kind: "doctor" });
  const blocking = await findDoctorBlockers(db, scope, id);
  if (blocking) {
    if (!unassign || !canUnassign(blocking)) throw new DomainError("DOCTOR_HAS_ASSIGNMENTS", blocking);
    await unassignTogether(context, { type: "doctor", id });
  }
  const standing = await findStandingOfDoctor(db, scope, id);
  if (standing) throw new DomainError("DOCTOR_HAS_APPOINTMENTS", standing);
  await db.delete(doctor).where(eq(doctor.id, id));
}

/** Checks the directory's rules, not the role's permissions. Throws `DOCTOR_NOT_FOUND`. */
export async function readDoctorRights(
  context: DirectoryContext,
  id: DoctorId | undefined,
): Promise<DoctorRights> {
  const entry = id === undefined ? undefined : await findDoctor(context.db, id);
  const refusal = await directoryRefusal(context, entry);
  return { id: id ?? null, mayChange: refusal === null, refusal };
}
