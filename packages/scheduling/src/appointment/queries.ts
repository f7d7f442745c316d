import { DomainError, onlyRow } from "@caretype/core/kernel/error/domain-error";
import { zoneOf } from "@caretype/core/kernel/field/day";
import type { AppointmentId } from "@caretype/core/kernel/field/ids";
import { decodeCursor, encodeCursor } from "@caretype/core/kernel/field/paging";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { doctorNameOf } from "@caretype/core/people/doctor/queries";
import { type Database, prepared } from "@caretype/db";
import {
  appointment,
  encounter,
  patient,
  removedRecord,
  restriction,
  room,
  visitType,
} from "@caretype/db/schema";
import { and, asc, desc, eq, getTableColumns, gte, lt, type SQL, sql } from "drizzle-orm";
import { dayRange } from "../opening-hours/expand.ts";
import type { Appointment, AppointmentPage, ListAppointments } from "./schema.ts";

const {
  updatedBy: _by,
  practiceId: _practice,
  occupiedFrom: _from,
  occupiedTo: _to,
  slot: _slot,
  ...columns
} = getTableColumns(appointment);
export const appointmentColumns = columns;

/** An expired hold counts as cancelled, even before the next booking records that. */
const isExpired = sql`${appointment.status} = 'pending' and ${appointment.heldUntil} <= now()`;

/** Nested, because Drizzle omits the table name of a column in single-table queries. */
const own = {
  id: sql`${appointment.id}`,
  patientId: sql`${appointment.patientId}`,
  doctorId: sql`${appointment.doctorId}`,
  visitTypeId: sql`${appointment.visitTypeId}`,
  roomId: sql`${appointment.roomId}`,
};

const practiceId = sql.placeholder("practiceId");

/** Looks up names by key, so that a generic plan reads no others. Citus needs the practice of each table. */
const appointmentNames = {
  patientName: sql<string>`(select named.name from ${patient} as named
    where named.practice_id = ${practiceId} and named.id = ${own.patientId})`,
  doctorName: doctorNameOf(own.doctorId),
  visitTypeName: sql<string>`(select named.name from ${visitType} as named
    where named.practice_id = ${practiceId} and named.id = ${own.visitTypeId})`,
  roomName: sql<string | null>`(select named.name from ${room} as named
    where named.practice_id = ${practiceId} and named.id = ${own.roomId})`,
};

/** The names for a version, including those of a patient removed since. */
export const namesOfVersion = {
  ...appointmentNames,
  patientName: sql<string | null>`coalesce(${appointmentNames.patientName},
    (select named.record->>'name' from ${removedRecord} as named
      where named.practice_id = ${practiceId} and named.record_id = ${own.patientId}))`,
};

export const currentStatus = sql<
  Appointment["status"]
>`case when ${isExpired} then 'cancelled' else ${appointment.status} end`;

/**
 * When the doctor began to see a patient who is here. Null for restricted encounters, because the time would reveal
 * them.
 */
export const seenSince = sql<string | null>`case when ${appointment.status} = 'arrived' then (
  select min(seen.started_at) from ${encounter} as seen
    where seen.practice_id = ${practiceId} and seen.appointment_id = ${own.id}
      and seen.status in ('in-progress', 'finished')
      and not exists (select from ${restriction}
        where ${restriction.practiceId} = ${practiceId} and ${restriction.recordId} = seen.id)) end`.mapWith(
  appointment.arrivedAt,
);

const reason = sql`${appointment.cancellationReason}`;

/** Until 0.1, the reason contained an English sentence about who cancelled. Such rows and versions stay unchanged. */
const isOld = sql`${appointment.status} = 'cancelled' and ${appointment.cancelledBy} is null`;
const byPatient = sql`('Cancelled by the patient', 'Declined by the patient')`;

/** Who cancelled an appointment and why, from new and old rows. */
export const cancellation = {
  cancelledBy: sql<Appointment["cancelledBy"]>`case
    when ${isExpired} then 'system'
    when not (${isOld}) then ${appointment.cancelledBy}
    when ${reason} in ${byPatient} then 'patient'
    when ${reason} is not null then 'practice'
    when ${appointment.heldUntil} is not null then 'system'
  end`,
  cancellationReason: sql<string | null>`case
    when ${isOld} and (${reason} in ${byPatient} or ${reason} = 'Left the waitlist') then null
    else ${reason}
  end`,
};

export const appointmentFields = {
  ...appointmentColumns,
  ...appointmentNames,
  status: currentStatus,
  seenSince,
  ...cancellation,
};

const isInPractice = eq(appointment.practiceId, practiceId);

const selectById = (db: Database) =>
  db
    .select(appointmentFields)
    .from(appointment)
    .where(and(isInPractice, eq(appointment.id, sql.placeholder("id"))));

const byId = prepared(["practiceId", "id"], (db) => selectById(db));
/** Without names, because Citus refuses to lock rows of several tables at once. */
const lockById = prepared(["practiceId", "id"], (db) =>
  db
    .select({ id: appointment.id })
    .from(appointment)
    .where(and(isInPractice, eq(appointment.id, sql.placeholder("id"))))
    .for("no key update"),
);

/** Rejects with `APPOINTMENT_NOT_FOUND` for an unknown id or another practice's. */
export async function findAppointment(
  db: Database,
  { practiceId }: Scope,
  id: AppointmentId,
): Promise<Appointment> {
  return onlyRow(await byId(db).execute({ practiceId, id }), "APPOINTMENT_NOT_FOUND");
}

/** Like `findAppointment`, and locks the appointment until the transaction ends. */
export async function lockAppointment(
  db: Database,
  { practiceId }: Pick<Scope, "practiceId">,
  id: AppointmentId,
): Promise<Appointment> {
  const key = { practiceId, id };
  // Sent together. The second statement runs once the first has its lock, and sees the newest row.
  const [, [row]] = await Promise.all([lockById(db).execute(key), byId(db).execute(key)]);
  if (!row) throw new DomainError("APPOINTMENT_NOT_FOUND");
  return row;
}

/** The practice's appointments from `begin` (inclusive) to `end` (exclusive). */
export const isInRange = and(
  isInPractice,
  gte(appointment.startsAt, sql.placeholder("begin")),
  lt(appointment.startsAt, sql.placeholder("end")),
);

const placed = ["practiceId", "key", "id", "begin", "end", "status", "limit"] as const;
const start = sql`${sql.placeholder("key")}::timestamptz`;
const status = sql`${sql.placeholder("status")}::text`;

/** One statement per order and filter, so that each uses its own index. */
function pagesBy(sort: ListAppointments["sort"]) {
  const [past, direction] = sort === "earliest" ? [sql`>`, asc] : [sql`<`, desc];
  const after = sql`(${appointment.startsAt}, ${appointment.id}) ${past} (${start}, ${sql.placeholder("id")})`;
  const page = <const Name extends string>(names: readonly Name[], ...where: SQL[]) =>
    prepared([...placed, ...names], (db) =>
      db
        .select(appointmentFields)
        .from(appointment)
        .where(
          and(
            // First, so that a page is one range of the index.
            after,
            isInRange,
            ...where,
            sql`(${status} is null or ${appointmentFields.status} = ${status})`,
          ),
        )
        .orderBy(direction(appointment.startsAt), direction(appointment.id))
        .limit(sql.placeholder("limit")),
    );
  const isOfDoctor = eq(appointment.doctorId, sql.placeholder("doctorId"));
  const isOfPatient = eq(appointment.patientId, sql.placeholder("patientId"));
  return {
    all: page([]),
    ofDoctor: page(["doctorId"], isOfDoctor),
    ofPatient: page(["patientId"], isOfPatient),
    ofBoth: page(["doctorId", "patientId"], isOfPatient, isOfDoctor),
  };
}
const pages = { earliest: pagesBy("earliest"), latest: pagesBy("latest") };

/** Lists by start. Days are those of the practice's calendar. */
export async function listAppointments(
  db: Database,
  scope: Scope,
  input: ListAppointments,
): Promise<AppointmentPage> {
  const { sort, limit, cursor, doctorId, patientId } = input;
  // A cursor has a start and an id, as for sorting by time.
  const { key, id } = decodeCursor(cursor, "updated");
  const first = sort === "earliest" ? "-infinity" : "infinity";
  const values = {
    practiceId: scope.practiceId,
    key: cursor === undefined ? first : key,
    id,
    ...boundsOf(scope, input),
    status: input.status ?? null,
    limit: limit + 1,
  };
  const { all, ofDoctor, ofPatient, ofBoth } = pages[sort];
  const rows =
    doctorId && patientId
      ? await ofBoth(db).execute({ ...values, doctorId, patientId })
      : doctorId
        ? await ofDoctor(db).execute({ ...values, doctorId })
        : patientId
          ? await ofPatient(db).execute({ ...values, patientId })
          : await all(db).execute(values);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor("updated", { key: last.startsAt, id: last.id }) : null };
}

function boundsOf(scope: Scope, { from, to }: Pick<ListAppointments, "from" | "to">) {
  if (from === undefined && to === undefined) return { begin: "-infinity", end: "infinity" };
  const timeZone = zoneOf(scope.timeZone);
  return {
    begin: from === undefined ? "-infinity" : dayRange(timeZone, from).start,
    end: to === undefined ? "infinity" : dayRange(timeZone, to).end,
  };
}
