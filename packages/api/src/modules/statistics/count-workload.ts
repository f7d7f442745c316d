import type { DoctorId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { WorkloadPage } from "@caretype/core/people/doctor/schema";
import { type Database, given, prepared } from "@caretype/db";
import { appointment, assignment, doctor } from "@caretype/db/schema";
import { ownZone } from "@caretype/scheduling/opening-hours/queries";
import { and, eq, type SQL, sql } from "drizzle-orm";

const dateOf = (at: SQL) => sql`(${at} at time zone ${ownZone})::date`;

/**
 * Counted as the daily limit is enforced: by the practice's calendar, without cancelled appointments and expired
 * holds.
 */
const isToday = sql`${appointment.startsAt} between now() - interval '2 days' and now() + interval '2 days'
  and ${dateOf(sql`${appointment.startsAt}`)} = ${dateOf(sql`now()`)} and ${appointment.status} <> 'cancelled'
  and not (${appointment.status} = 'pending' and ${appointment.heldUntil} <= now())`;

/** Counts each doctor's assignments and appointments by index. A doctor has at most one assignment per patient. */
const workload = prepared(["practiceId", "ids"], (db) => {
  const wanted = sql`unnest(${sql.placeholder("ids")}::uuid[]) with ordinality as wanted (id, place)`;
  const entry = db
    .select({ doctorId: doctor.id, maxAppointmentsPerDay: doctor.maxAppointmentsPerDay })
    .from(doctor)
    .where(eq(doctor.id, sql`wanted.id`))
    .limit(1)
    .as("entry");
  const isTheirs = and(...given(assignment, "practiceId"), eq(assignment.doctorId, entry.doctorId));
  const isBooked = and(
    ...given(appointment, "practiceId"),
    eq(appointment.doctorId, entry.doctorId),
    isToday,
  );
  return db
    .select({
      doctorId: entry.doctorId,
      patients: sql<number>`(select count(*)::int from ${assignment} where ${isTheirs})`,
      appointmentsToday: sql<number>`(select count(*)::int from ${appointment} where ${isBooked})`,
      maxAppointmentsPerDay: entry.maxAppointmentsPerDay,
    })
    .from(wanted)
    .innerJoinLateral(entry, sql`true`)
    .orderBy(sql`wanted.place`);
});

/** Returns the counts in the order of the ids. Omits unknown ids. */
export async function countWorkload(
  db: Database,
  { practiceId }: Scope,
  ids: readonly DoctorId[],
): Promise<WorkloadPage> {
  const distinct = [...new Set(ids)];
  const items = await workload(db).execute({ practiceId, ids: `{${distinct.join(",")}}` });
  return { items, nextCursor: null };
}
