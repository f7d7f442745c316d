import type { AppointmentId, PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, given, prepared } from "@caretype/db";
import { appointment } from "@caretype/db/schema";
import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import { currentStatus, seenSince } from "./queries.ts";
import type { VisitsOfPatientPage } from "./schema.ts";
import { standing } from "./steps.ts";

const isTheirs = and(...given(appointment, "practiceId"), eq(appointment.patientId, sql`wanted.id`));
const isOver = lt(appointment.endsAt, sql`now()`);
/** A visit takes less than a day. With this bound, an index finds visits around now and reads no others. */
const aDayAgo = sql`now() - interval '1 day'`;
const inADay = sql`now() + interval '1 day'`;

/** Looks up both visits of each patient in an index. */
const nextAndLast = prepared(["practiceId", "ids"], (db) => {
  const wanted = sql`unnest(${sql.placeholder("ids")}::uuid[]) with ordinality as wanted (id, place)`;
  // A patient who was checked in days ago and never seen is no longer here.
  const waitingSince =
    sql`case when appointment.status = 'arrived' and appointment.arrived_at > ${aDayAgo} then appointment.arrived_at end`.as(
      "since",
    );
  const visit = {
    id: appointment.id,
    startsAt: appointment.startsAt,
    waitingSince,
    seenSince: seenSince.as("seen"),
  };
  const next = db
    .select(visit)
    .from(appointment)
    .where(
      and(
        isTheirs,
        gt(appointment.startsAt, aDayAgo),
        gt(appointment.endsAt, sql`now()`),
        inArray(currentStatus, [...standing]),
      ),
    )
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
    .limit(1)
    .as("coming");
  const last = db
    .select(visit)
    .from(appointment)
    .where(
      and(
        isTheirs,
        lt(appointment.startsAt, inADay),
        or(eq(appointment.status, "fulfilled"), and(eq(appointment.status, "arrived"), isOver)),
      ),
    )
    .orderBy(desc(appointment.startsAt), desc(appointment.id))
    .limit(1)
    .as("gone");
  return db
    .select({
      patientId: sql<PatientId>`wanted.id`,
      nextId: sql<AppointmentId | null>`${next.id}`.as("next_id"),
      nextStart: sql<string | null>`${next.startsAt}`.mapWith(appointment.startsAt).as("next_start"),
      nextWaits: sql<string | null>`coming.since`.mapWith(appointment.arrivedAt).as("next_waits"),
      nextSeen: sql<string | null>`coming.seen`.mapWith(appointment.arrivedAt).as("next_seen"),
      lastId: sql<AppointmentId | null>`${last.id}`.as("last_id"),
      lastStart: sql<string | null>`${last.startsAt}`.mapWith(appointment.startsAt).as("last_start"),
      lastWaits: sql<string | null>`gone.since`.mapWith(appointment.arrivedAt).as("last_waits"),
      lastSeen: sql<string | null>`gone.seen`.mapWith(appointment.arrivedAt).as("last_seen"),
    })
    .from(wanted)
    .leftJoinLateral(next, sql`true`)
    .leftJoinLateral(last, sql`true`)
    .where(sql`${next.id} is not null or ${last.id} is not null`)
    .orderBy(sql`wanted.place`);
});

type Found = Record<"startsAt" | "waitingSince" | "seenSince", string | null>;

const visitOf = (id: AppointmentId | null, { startsAt, ...since }: Found) =>
  id === null || startsAt === null ? null : { id, startsAt, ...since };

/** Returns visits in the order of the ids. Omits unknown patients, and patients without such visits. */
export async function listVisitsOfPatients(
  db: Database,
  { practiceId }: Scope,
  patientIds: readonly PatientId[],
): Promise<VisitsOfPatientPage> {
  const ids = `{${[...new Set(patientIds)].join(",")}}`;
  const rows = await nextAndLast(db).execute({ practiceId, ids });
  const items = rows.map(({ patientId, ...row }) => ({
    patientId,
    next: visitOf(row.nextId, {
      startsAt: row.nextStart,
      waitingSince: row.nextWaits,
      seenSince: row.nextSeen,
    }),
    last: visitOf(row.lastId, {
      startsAt: row.lastStart,
      waitingSince: row.lastWaits,
      seenSince: row.lastSeen,
    }),
  }));
  return { items, nextCursor: null };
}
