import {
  changedRow,
  type Database,
  lockCopy,
  lockValues,
  newRow,
  prepared,
  preparedInsert,
} from "@caretype/db";
import { doctor, removedDoctor } from "@caretype/db/schema";
import { and, eq, getTableColumns, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { DomainError, onlyRow } from "../../kernel/error/domain-error.ts";
import type { DoctorId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { resolveName } from "../../kernel/field/person-name.ts";
import { changedPhoneNumber } from "../../kernel/field/phone-number.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type DirectoryContext, directoryRefusal, requireDirectoryAccess } from "./directory-rights.ts";
import { specializationLabel } from "./rules.ts";
import type { CreateDoctor, Doctor, DoctorRights, UpdateDoctor } from "./schema.ts";

const { updatedBy: _by, searchText: _search, sortName: _sort, ...columns } = getTableColumns(doctor);
/** Columns that answers lack do not compile. */
export const doctorColumns = columns satisfies Record<Exclude<keyof typeof columns, keyof Doctor>, never>;

/** A specialization in the form for comparisons. Older versions stored spaces as typed. */
export const comparedSpecialization = (column: SQLWrapper): SQL =>
  sql`lower(regexp_replace(${column}, '[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+', ' ', 'g'))`;

export type DoctorRow = Omit<Doctor, "specializationLabel">;

export function toDoctor(row: DoctorRow): Doctor {
  return { ...row, specializationLabel: specializationLabel(row.specialization) };
}

/** The name of a doctor, even if since removed from the directory. */
export const doctorNameOf = (id: SQL) => sql<string | null>`case when ${id} is not null then coalesce(
  (select existing.name from ${doctor} as existing where existing.id = ${id}),
  (select gone.record->>'name' from ${removedDoctor} as gone where gone.record_id = ${id})) end`;

const selectById = (db: Database) =>
  db
    .select(doctorColumns)
    .from(doctor)
    .where(eq(doctor.id, sql.placeholder("id")));

const byId = prepared(["id"], (db) => selectById(db));

/** Throws `DOCTOR_NOT_FOUND`. */
export async function findDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const row = onlyRow(await byId(db).execute({ id }), "DOCTOR_NOT_FOUND");
  return toDoctor(row);
}

/**
 * Finds the doctor and blocks updates and removals until the transaction ends.
 * Does not conflict with new assignments, so an import does not block it. Throws `DOCTOR_NOT_FOUND`.
 */
export async function lockDoctor(db: Database, id: DoctorId): Promise<Doctor> {
  const [, found] = await Promise.all([lockCopy(db, { doctor: id }), findDoctor(db, id)]);
  return found;
}

/** Also blocks new assignments, for a removal. Throws `DOCTOR_NOT_FOUND`. */
export async function lockDoctorExclusively(db: Database, id: DoctorId): Promise<Doctor> {
  const [, found] = await Promise.all([lockCopy(db, { doctor: id }, "update"), findDoctor(db, id)]);
  return found;
}

const insertion = preparedInsert(doctor, doctorColumns);

/**
 * Locks the doctor's licence number and email until the transaction ends, so that of concurrent calls the later gets
 * a precise error. A constraint names only the first of two taken fields. Throws `LICENSE_NUMBER_TAKEN`, whose
 * `errors` name both, if both are.
 */
export async function claimValues(
  db: Database,
  {
    id,
    licenseNumber,
    email,
  }: Pick<Doctor, "id"> & {
    licenseNumber?: string | null | undefined;
    email?: string | null | undefined;
  },
): Promise<void> {
  await lockValues(db, "doctor", [id, licenseNumber, email]);
  if (!licenseNumber || !email) return;
  const ofAnother = (column: typeof doctor.email | typeof doctor.licenseNumber, text: string) =>
    db.$count(doctor, and(sql`lower(${column}) = lower(${text})`, ne(doctor.id, id)));
  const taken = [await ofAnother(doctor.licenseNumber, licenseNumber), await ofAnother(doctor.email, email)];
  if (taken.includes(0)) return;
  const errors = { licenseNumber: ["Is taken"], email: ["Is taken"] };
  throw new DomainError("LICENSE_NUMBER_TAKEN", { errors });
}

/**
 * Throws `VERIFIED_EMAIL_REQUIRED`. Unique constraints raise `LICENSE_NUMBER_TAKEN` and `DOCTOR_EMAIL_TAKEN`.
 */
export async function createDoctor(context: DirectoryContext, input: CreateDoctor): Promise<Doctor> {
  const { db, scope } = context;
  await requireDirectoryAccess(context);
  const row = newDoctorRow(scope, input);
  await claimValues(db, row);
  return toDoctor(await insertion(db).execute(row));
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
  await claimValues(db, { id, ...changes });
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

/** Checks the directory's rules, not the role's permissions. Throws `DOCTOR_NOT_FOUND`. */
export async function readDoctorRights(
  context: DirectoryContext,
  id: DoctorId | undefined,
): Promise<DoctorRights> {
  const entry = id === undefined ? undefined : await findDoctor(context.db, id);
  const refusal = await directoryRefusal(context, entry);
  return { id: id ?? null, mayChange: refusal === null, refusal };
}
