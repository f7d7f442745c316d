import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import type { AppointmentId, EncounterId, PatientId } from "@caretype/core/kernel/field/ids";
import { newId } from "@caretype/core/kernel/field/new-id";
import { decodeCursor, encodeCursor } from "@caretype/core/kernel/field/paging";
import { requireVersion } from "@caretype/core/kernel/field/version";
import type { Author, Scope } from "@caretype/core/kernel/procedure/scope";
import { doctorNameOf } from "@caretype/core/people/doctor/queries";
import {
  changedRow,
  type Database,
  type GivenRow,
  given,
  newRow,
  prepared,
  preparedInsert,
  type RowChanges,
} from "@caretype/db";
import { appointment, encounter, patient, removedRecord, restriction } from "@caretype/db/schema";
import { and, desc, eq, getTableColumns, gte, lt, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { isShown, requireShownEncounter } from "../clinical/shown.ts";
import type { ChangeEncounter, Encounter, EncounterPage, ListEncounters } from "./schema.ts";

const {
  updatedBy: _by,
  practiceId: _practice,
  happenedAt: _happened,
  ...columns
} = getTableColumns(encounter);
export const encounterColumns = columns;

/** Nested, because Drizzle omits the table name of a column in single-table queries. */
const own = {
  id: sql`${encounter.id}`,
  patientId: sql`${encounter.patientId}`,
  doctorId: sql`${encounter.doctorId}`,
};

/** Looks up names by key, so that a generic plan reads no others. Citus needs the practice of each table. */
const namesIn = (practiceId: SQLWrapper) => ({
  patientName: sql<string>`(select named.name from ${patient} as named
    where named.practice_id = ${practiceId} and named.id = ${own.patientId})`,
  doctorName: doctorNameOf(own.doctorId),
});
const practiceId = sql.placeholder("practiceId");
const names = namesIn(practiceId);

/** The names for a version, including those of a patient merged since. */
export const namesOfVersion = {
  ...names,
  patientName: sql<string | null>`coalesce(${names.patientName},
    (select named.record->>'name' from ${removedRecord} as named
      where named.practice_id = ${practiceId} and named.record_id = ${own.patientId}))`,
};

export const encounterFields = { ...columns, ...names };

const isInPractice = eq(encounter.practiceId, practiceId);

const shown = (patient: SQLWrapper) => isShown({ ...encounter, encounterId: encounter.id }, patient);

/** Few encounters are restricted. Only for these does a second query check the readers. */
const isRestricted = sql<boolean>`exists (select from ${restriction}
  where ${restriction.practiceId} = ${practiceId} and ${restriction.recordId} = ${own.id})`;

const byId = prepared(["practiceId", "id"], (db) =>
  db
    .select({ row: encounterFields, isRestricted })
    .from(encounter)
    .where(and(isInPractice, eq(encounter.id, sql.placeholder("id")))),
);
/** Without names, because Citus refuses to lock rows of several tables at once. */
const lockById = prepared(["practiceId", "id"], (db) =>
  db
    .select({ id: encounter.id })
    .from(encounter)
    .where(and(isInPractice, eq(encounter.id, sql.placeholder("id"))))
    .for("no key update"),
);

type Found = Awaited<ReturnType<ReturnType<typeof byId>["execute"]>>;

async function requireShown(db: Database, scope: Scope, [found]: Found): Promise<Encounter> {
  if (!found) throw new DomainError("ENCOUNTER_NOT_FOUND");
  const { row, isRestricted } = found;
  if (isRestricted && row.createdBy !== scope.accountId) await requireShownEncounter(db, scope, row.id);
  return row;
}

/** Rejects with `ENCOUNTER_NOT_FOUND` for unknown, foreign and withheld encounters. */
export async function findEncounter(db: Database, scope: Scope, id: EncounterId): Promise<Encounter> {
  return requireShown(db, scope, await byId(db).execute({ practiceId: scope.practiceId, id }));
}

/** Locks the encounter until the transaction ends. Throws `ENCOUNTER_NOT_FOUND` and `STALE_VERSION`. */
export async function lockForChange(
  db: Database,
  scope: Scope,
  { id, expectedVersion }: ChangeEncounter,
): Promise<Encounter> {
  const key = { practiceId: scope.practiceId, id };
  // Sent together. The second statement runs once the first has its lock, and sees the newest row.
  const [, found] = await Promise.all([lockById(db).execute(key), byId(db).execute(key)]);
  const row = await requireShown(db, scope, found);
  requireVersion(row, expectedVersion, { kind: "encounter" });
  return row;
}

const placed = ["practiceId", "accountId", "key", "id", "from", "to", "status", "limit"] as const;
const status = sql`${sql.placeholder("status")}::text`;

/** One statement per filter, so that each uses its own index. */
const pageBy = <const Name extends string>(filter: string, names: readonly Name[], ...where: SQL[]) =>
  prepared([...placed, ...names], (db) =>
    db
      .select({ ...encounterFields, happenedAt: encounter.happenedAt })
      .from(encounter)
      .where(
        and(
          isInPractice,
          ...where,
          shown(
            names.length === 0 || filter === "of_doctor" ? encounter.patientId : sql.placeholder("patientId"),
          ),
          sql`(${encounter.happenedAt}, ${encounter.id}) < (${sql.placeholder("key")}::timestamptz, ${sql.placeholder("id")})`,
          gte(encounter.happenedAt, sql.placeholder("from")),
          lt(encounter.happenedAt, sql.placeholder("to")),
          sql`case when ${status} is null then ${encounter.status} <> 'entered-in-error' else ${encounter.status} = ${status} end`,
        ),
      )
      .orderBy(desc(encounter.happenedAt), desc(encounter.id))
      .limit(sql.placeholder("limit")),
  );
const isOfPatient = eq(encounter.patientId, sql.placeholder("patientId"));
const isOfDoctor = eq(encounter.doctorId, sql.placeholder("doctorId"));
const pages = {
  all: pageBy("all", []),
  ofPatient: pageBy("of_patient", ["patientId"], isOfPatient),
  ofDoctor: pageBy("of_doctor", ["doctorId"], isOfDoctor),
  // A patient has few, and a doctor may have thousands. This form prevents use of the doctor's index.
  ofBoth: pageBy("of_both", ["patientId", "doctorId"], isOfPatient, sql`(${isOfDoctor}) is true`),
};

/** Newest first: by the start, or until then by when it was written. */
export async function listEncounters(
  db: Database,
  { practiceId, accountId }: Scope,
  { limit, cursor, patientId, doctorId, ...filters }: ListEncounters,
): Promise<EncounterPage> {
  // A cursor has an instant and an id, as for sorting by time.
  const { key, id } = decodeCursor(cursor, "updated");
  const { from = "-infinity", to = "infinity", status: wanted = null } = filters;
  const values = { practiceId, accountId, key, id, from, to, status: wanted, limit: limit + 1 };
  const { all, ofPatient, ofDoctor, ofBoth } = pages;
  const rows =
    patientId && doctorId
      ? await ofBoth(db).execute({ ...values, patientId, doctorId })
      : patientId
        ? await ofPatient(db).execute({ ...values, patientId })
        : doctorId
          ? await ofDoctor(db).execute({ ...values, doctorId })
          : await all(db).execute(values);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ happenedAt: _, ...row }) => row),
    nextCursor: last ? encodeCursor("updated", { key: last.happenedAt, id: last.id }) : null,
  };
}

const lockedAppointment = prepared(["practiceId", "appointmentId"], (db) =>
  db
    .select({ id: appointment.id })
    .from(appointment)
    .where(and(...given(appointment, "practiceId"), eq(appointment.id, sql.placeholder("appointmentId"))))
    .for("no key update"),
);

const ofAppointment = prepared(["practiceId", "accountId", "appointmentId", "patientId"], (db) =>
  db
    .select({ id: encounter.id })
    .from(encounter)
    .where(
      and(
        isInPractice,
        ...given(encounter, "appointmentId"),
        ne(encounter.status, "entered-in-error"),
        shown(sql.placeholder("patientId")),
      ),
    ),
);

type Visit = { appointmentId: AppointmentId; patientId: PatientId; id: EncounterId | null };

/**
 * Locks the appointment until the transaction ends. Throws `APPOINTMENT_HAS_ENCOUNTER` if it has another encounter
 * than `id`. A withheld encounter does not count, because a refusal would reveal it.
 */
export async function requireNoEncounter(
  db: Database,
  { practiceId, accountId }: Scope,
  { appointmentId, patientId, id }: Visit,
): Promise<void> {
  await lockedAppointment(db).execute({ practiceId, appointmentId });
  const found = await ofAppointment(db).execute({ practiceId, accountId, appointmentId, patientId });
  if (found.some((other) => other.id !== id)) throw new DomainError("APPOINTMENT_HAS_ENCOUNTER");
}

const insertion = preparedInsert(encounter, { id: encounter.id });

type NewEncounter = Omit<GivenRow<typeof encounter>, "practiceId" | "id" | "createdBy">;

export const encounterRow = ({ practiceId, accountId: createdBy }: Author, given: NewEncounter) =>
  newRow(encounter, { ...given, practiceId, id: newId<EncounterId>(), createdBy });

/** Throws `PATIENT_NOT_FOUND`. */
export async function insertEncounter(
  db: Database,
  row: ReturnType<typeof encounterRow>,
): Promise<Encounter> {
  // Citus refuses to return names from the insert. Both statements are sent together.
  const [, [inserted]] = await Promise.all([insertion(db).execute(row), byId(db).execute(row)]);
  if (!inserted) throw new Error("insert returned no row");
  return inserted.row;
}

type EncounterChanges = Omit<RowChanges<typeof encounter>, "lockedAt"> & { lockedAt?: SQL };

/** Throws `ENCOUNTER_LOCKED`. The caller has locked the encounter. */
export async function changeRow(
  db: Database,
  { practiceId }: Scope,
  { id, changes: { lockedAt, ...changes } }: { id: EncounterId; changes: EncounterChanges },
): Promise<Encounter> {
  const rows = await db
    .update(encounter)
    .set({ ...changedRow(encounter, changes), ...(lockedAt && { lockedAt }) })
    .where(and(eq(encounter.practiceId, practiceId), eq(encounter.id, id)))
    .returning({ ...columns, ...namesIn(sql`${practiceId}::uuid`) });
  return onlyRow(rows, "ENCOUNTER_NOT_FOUND");
}
