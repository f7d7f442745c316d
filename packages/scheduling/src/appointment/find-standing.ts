import { zoneOf } from "@caretype/core/kernel/field/day";
import type { DoctorId, PatientId } from "@caretype/core/kernel/field/ids";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { alsoElsewhere, type Blocking, maxNamed } from "@caretype/core/mechanisms/removal/blocking";
import type { PatientRows } from "@caretype/core/people/hooks";
import type { Database } from "@caretype/db";
import { appointment, doctor, patient, practice } from "@caretype/db/schema";
import { and, asc, eq, ne, type SQL, sql } from "drizzle-orm";

/** SQL for visits to which the patient came. */
export const hasEarlierVisit: NonNullable<PatientRows["hasEarlier"]> = async (
  db,
  { practiceId, timeZone },
  { patientId, earliest },
) => {
  const day = sql`(${appointment.startsAt} at time zone ${zoneOf(timeZone)}::text)::date::text`;
  const found = await db
    .select({ id: appointment.id })
    .from(appointment)
    .where(
      and(
        eq(appointment.practiceId, practiceId),
        eq(appointment.patientId, patientId),
        sql`${appointment.status} in ('arrived', 'fulfilled') and left(${day}, ${earliest.length}) < ${earliest}`,
      ),
    )
    .limit(1);
  return found.length > 0;
};

/** SQL that is true for an appointment that is neither past nor cancelled. */
const isStanding = sql`${appointment.status} in ('pending', 'booked', 'arrived') and ${appointment.endsAt} > now()
  and not (${appointment.status} = 'pending' and ${appointment.heldUntil} <= now())`;

/**
 * Finds appointments that block the removal of a patient, labelled by time and doctor. Undefined if there are none.
 */
export function findStandingOfPatient(
  db: Database,
  scope: Scope,
  patientId: PatientId,
): Promise<Blocking | undefined> {
  const name = sql`(select ${doctor.name} from ${doctor} where ${eq(doctor.id, appointment.doctorId)})`;
  return findStanding(db, scope, {
    isTheirs: eq(appointment.patientId, patientId),
    name,
    personId: appointment.doctorId,
  });
}

/** The same for a doctor, labelled by time and patient. Names only those of the practice. */
export async function findStandingOfDoctor(db: Database, scope: Scope, doctorId: DoctorId) {
  const isTheirs = eq(appointment.doctorId, doctorId);
  const isPatient = and(
    eq(patient.practiceId, appointment.practiceId),
    eq(patient.id, appointment.patientId),
  );
  const name = sql`(select ${patient.name} from ${patient} where ${isPatient})`;
  const own = await findStanding(db, scope, { isTheirs, name, personId: appointment.patientId });
  const [elsewhere] = await db
    .select({ id: appointment.id })
    .from(appointment)
    .where(and(isTheirs, isStanding, ne(appointment.practiceId, scope.practiceId)))
    .limit(1);
  return alsoElsewhere(own, elsewhere !== undefined);
}

type Of = { isTheirs: SQL; name: SQL; personId: typeof appointment.patientId | typeof appointment.doctorId };

async function findStanding(
  db: Database,
  { practiceId }: Scope,
  { isTheirs, name, personId }: Of,
): Promise<Blocking | undefined> {
  const zone = sql`coalesce((select ${practice.timeZone} from ${practice} where ${practice.id} = ${practiceId}), 'UTC')`;
  const time = sql`to_char(${appointment.startsAt} at time zone ${zone}, 'YYYY-MM-DD HH24:MI')`;
  const rows = await db
    .select({
      id: appointment.id,
      label: sql<string>`concat_ws(', ', ${time}, ${name})`,
      personId,
      total: sql<number>`(count(*) over ())::int`,
    })
    .from(appointment)
    .where(and(eq(appointment.practiceId, practiceId), isTheirs, isStanding))
    .orderBy(asc(appointment.startsAt), asc(appointment.id))
    .limit(maxNamed);
  if (rows.length === 0) return undefined;
  return {
    blockedBy: rows.map(({ id, label }) => ({ kind: "appointment", id, label })),
    blockedByTotal: rows[0]?.total ?? 0,
    disclosed: rows.map((row) => row.personId),
  };
}

/** Counts a doctor's upcoming appointments in all practices. */
export async function countStandingOfDoctor(db: Database, doctorId: string): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from appointment where doctor_id = ${doctorId}::uuid and ends_at > now()
      and status in ('pending', 'booked', 'arrived')`);
  return row?.count ?? 0;
}
