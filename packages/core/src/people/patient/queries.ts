import { changedRow, type Database, given, newRow, prepared, preparedInsert, sqlStateOf } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { DomainError, onlyRow } from "../../kernel/error/domain-error.ts";
import { today } from "../../kernel/field/day.ts";
import type { PatientId } from "../../kernel/field/ids.ts";
import { newId } from "../../kernel/field/new-id.ts";
import { resolveName } from "../../kernel/field/person-name.ts";
import { changedPhoneNumber } from "../../kernel/field/phone-number.ts";
import { requireVersion } from "../../kernel/field/version.ts";
import type { ChangeContext } from "../../kernel/procedure/body-context.ts";
import type { Explain } from "../../kernel/procedure/explain-refusal.ts";
import { permissionsOf } from "../../kernel/procedure/guarded-fields.ts";
import type { Author, Scope } from "../../kernel/procedure/scope.ts";
import { type MailingContext, redirectMails } from "../../mechanisms/mail/recipients.ts";
import { requireBirth } from "./birth.ts";
import { mergeChain } from "./merge-chain.ts";
import {
  ageOn,
  lastDay,
  requireDeathAfter,
  resolveBirthToday,
  resolveNewBirth,
  toAgeText,
  toAgeWithUnit,
} from "./rules.ts";
import { type CreatePatient, Patient, type UpdatePatient } from "./schema.ts";

const {
  updatedBy: _by,
  practiceId: _practice,
  searchText: _search,
  sortName: _sort,
  lastKey: _last,
  firstKey: _first,
  ...columns
} = getTableColumns(patient);
/** Columns that answers lack do not compile. */
export const patientColumns = columns satisfies Record<
  Exclude<keyof typeof columns, keyof PatientRow>,
  never
>;

/** The caller's permissions, which decide about visible fields, and the time zone, which decides about days. */
export type Reader = Pick<Scope, "permissions" | "timeZone">;

type WithheldStamps = { withheldVersions: number | null; shownAt: string | null };
export type PatientRow = Omit<Patient, "age" | "ageText"> & WithheldStamps;

const neededForAll = permissionsOf(Patient);

/** Returns false if some changes of a patient are invisible to the reader. */
export const seesEveryChange = ({ permissions }: Pick<Scope, "permissions">): boolean =>
  neededForAll.every((permission) => permissions.has(permission));

type Shown<Row extends PatientRow> = Omit<Row, keyof WithheldStamps> & Pick<Patient, "age" | "ageText">;

export const toPatient = <Row extends PatientRow>(row: Row, reader: Reader): Shown<Row> =>
  patientOn(row, { day: today(reader.timeZone), reader });

/**
 * Returns the patient with the age on a day. Versions that changed only withheld fields are neither counted
 * nor dated.
 */
export function patientOn<Row extends PatientRow>(
  row: Row,
  { day, reader }: { day: string; reader: Reader },
): Shown<Row> {
  const counted = lastDay(day, row.deceasedOn);
  const ageWithUnit = toAgeWithUnit(counted, row);
  const age = row.dateOfBirth === null ? null : ageOn(counted, row.dateOfBirth);
  // Written out: a rest of the row would take ten times as long, for each row of a list.
  const hidden: object = { withheldVersions: undefined, shownAt: undefined };
  const shown = { ...row, age, ageText: ageWithUnit && toAgeText(ageWithUnit), ...hidden };
  if (row.withheldVersions === null || seesEveryChange(reader)) return shown;
  const { version, withheldVersions, updatedAt, shownAt } = row;
  return { ...shown, version: version - withheldVersions, updatedAt: shownAt ?? updatedAt };
}

const inPractice = (scope: Scope, id: PatientId) =>
  and(eq(patient.practiceId, scope.practiceId), eq(patient.id, id));

const selectById = (db: Database) =>
  db
    .select(patientColumns)
    .from(patient)
    .where(and(...given(patient, "practiceId", "id")));

const byId = prepared(["practiceId", "id"], (db) => selectById(db));
const lockedById = prepared(["practiceId", "id"], (db) => selectById(db).for("no key update"));
const exclusivelyLockedById = prepared(["practiceId", "id"], (db) => selectById(db).for("update"));

/** For callers who may read patients, adds the patient that remains after a merge to the refusal. */
export const explainMerged: Explain = async (db, { practiceId, permissions }, ids) => {
  if (!permissions.has("patient:read")) return {};
  const practice = sql`${practiceId}::uuid`;
  const [kept] = await db.execute<{ id: PatientId }>(sql`
    select there.id from patient_merge as merge
      cross join lateral ${mergeChain(practice, sql`merge.merged_id`, "kept")} as chain
      cross join lateral (
        select id from patient where practice_id = ${practice} and id = chain.id limit 1
      ) as there
    where merge.practice_id = ${practice} and merge.undone_at is null
      and merge.merged_id = any(${`{${ids.join(",")}}`}::uuid[])
    limit 1`);
  return kept ? { mergedInto: kept.id, disclosed: [kept.id] } : {};
};

const byKey = ({ practiceId }: Scope, id: PatientId) => ({ practiceId, id });

/** Throws `PATIENT_NOT_FOUND`, for another practice's patient as for an unknown id. */
export const findPatient = async (db: Database, scope: Scope, id: PatientId): Promise<Patient> =>
  toPatient(onlyRow(await byId(db).execute(byKey(scope, id)), "PATIENT_NOT_FOUND"), scope);

/**
 * Reads a page of a patient's records. If it is empty, throws `PATIENT_NOT_FOUND` for unknown patients. A merged
 * patient's records are with the kept one.
 */
export async function pageOfPatient<
  Input extends { patientId?: PatientId | undefined },
  Page extends { items: readonly unknown[] },
>(
  { scope, pageReader }: { scope: Scope; pageReader: (input: Input) => Database },
  input: Input,
  read: (db: Database, scope: Scope, input: Input) => Promise<Page>,
): Promise<Page> {
  const db = pageReader(input);
  const page = await read(db, scope, input);
  if (input.patientId && page.items.length === 0) await findPatient(db, scope, input.patientId);
  return page;
}

/**
 * Finds the patient and blocks updates and removals until the transaction ends.
 * Does not conflict with new assignments, so an import does not block it. Throws `PATIENT_NOT_FOUND`.
 */
export const lockPatient = async (db: Database, scope: Scope, id: PatientId): Promise<Patient> =>
  toPatient(onlyRow(await lockedById(db).execute(byKey(scope, id)), "PATIENT_NOT_FOUND"), scope);

/** Also blocks new assignments, for a removal or a merge. Throws `PATIENT_NOT_FOUND`. */
export const lockPatientExclusively = async (db: Database, scope: Scope, id: PatientId): Promise<Patient> =>
  toPatient(onlyRow(await exclusivelyLockedById(db).execute(byKey(scope, id)), "PATIENT_NOT_FOUND"), scope);

const heldPatient = prepared(["practiceId", "id"], (db) =>
  db
    .select({ id: patient.id })
    .from(patient)
    .where(and(...given(patient, "practiceId", "id")))
    .for("key share"),
);

/**
 * Waits for a merge of the patient, and makes an erasure or a removal wait. A merge locks patients before encounters,
 * so call this before locking one. False if there is no such patient.
 */
export const holdPatient = async (
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  id: PatientId,
): Promise<boolean> => (await heldPatient(db).execute({ practiceId, id })).length > 0;

const insertion = preparedInsert(patient, patientColumns);

/** An import checks for duplicates itself, so it leaves `onDuplicates` out. */
export type NewPatient = Omit<CreatePatient, "onDuplicates"> & Partial<Pick<CreatePatient, "onDuplicates">>;

export async function createPatient(db: Database, scope: Scope, input: NewPatient): Promise<Patient> {
  return toPatient(await insertion(db).execute(newPatientRow(scope, input)), scope);
}

/** Builds the row for a valid input. An import inserts many of these at once. */
export function newPatientRow(scope: Author, input: NewPatient) {
  const { age: _age, onDuplicates: _ofCall, ...details } = input;
  return newRow(patient, {
    ...details,
    ...resolveName(input),
    ...resolveNewBirth(input, scope.timeZone),
    practiceId: scope.practiceId,
    id: newId<PatientId>(),
    createdBy: scope.accountId,
  });
}

/** Throws `PATIENT_NOT_FOUND`, `STALE_VERSION`, and `INVALID_INPUT` for an impossible birth. */
export async function updatePatient(
  context: ChangeContext & MailingContext,
  input: UpdatePatient,
): Promise<Patient> {
  const { db, scope, audit } = context;
  const { id, expectedVersion, age, ...changes } = input;
  const current = await lockPatient(db, scope, id);
  requireVersion(current, expectedVersion, { kind: "patient" });
  const { deceasedOn = current.deceasedOn } = changes;
  const birth = resolveBirthToday(
    { dateOfBirth: changes.dateOfBirth, age },
    { timeZone: scope.timeZone, deceasedOn, current },
  );
  requireDeathAfter(birth, deceasedOn, scope.timeZone);
  const field = changes.dateOfBirth === undefined ? "age" : "dateOfBirth";
  await requireBirth(db, scope, { patientId: id, from: current, to: birth, field });
  const [row] = await db
    .update(patient)
    .set(
      changedRow(patient, {
        ...changes,
        ...resolveName(changes, current),
        phoneNumber: changedPhoneNumber(changes.phoneNumber, current.phoneNumber),
        ...birth,
      }),
    )
    .where(inPractice(scope, id))
    .returning(patientColumns);
  if (!row) throw new DomainError("PATIENT_NOT_FOUND");
  const updated = toPatient(row, scope);
  if (updated.version === current.version) audit.unchanged();
  const hasDied = ({ deceasedOn: day }: Patient) => day !== null;
  if (updated.email !== current.email || hasDied(updated) !== hasDied(current))
    await redirectMails(context, id);
  return updated;
}

/** Throws `PATIENT_HAS_RECORDS` for rows that the database's user may not read. */
export async function deletePatient(db: Database, { practiceId }: Scope, id: PatientId): Promise<void> {
  await db
    .delete(patient)
    .where(and(eq(patient.practiceId, practiceId), eq(patient.id, id)))
    .catch((error: unknown) => {
      throw sqlStateOf(error) === "23503" ? new DomainError("PATIENT_HAS_RECORDS", { cause: error }) : error;
    });
}
