import type { DoctorId, PracticeId } from "@caretype/core/kernel/field/ids";
import { specializationLabel } from "@caretype/core/people/doctor/rules";
import { type Database, pick, prepared } from "@caretype/db";
import { assignment, doctor } from "@caretype/db/schema";
import { eq, sql } from "drizzle-orm";
import { type DoctorLoad, maxDoctors } from "./schema.ts";

type Load = { doctorId: DoctorId; patients: number };
export type CountedLoad = { doctors: number; assignments: number; busiest: Load[] };

/**
 * Uses the index on the practice's doctors. A doctor has at most one assignment per patient, so this counts patients.
 */
const busiest = prepared(["practiceId"], (db) => {
  const loads = db
    .select({ doctorId: assignment.doctorId, patients: sql<number>`count(*)::int`.as("patients") })
    .from(assignment)
    .where(eq(assignment.practiceId, sql.placeholder("practiceId")))
    .groupBy(assignment.doctorId)
    .as("loads");
  return db
    .select({
      doctorId: loads.doctorId,
      patients: loads.patients,
      doctors: sql<number>`(count(*) over ())::int`,
      assignments: sql<number>`(sum(${loads.patients}) over ())::int`,
    })
    .from(loads)
    .orderBy(sql`${loads.patients} desc`, loads.doctorId)
    .limit(maxDoctors);
});

export async function countLoad(db: Database, practiceId: PracticeId): Promise<CountedLoad> {
  const rows = await busiest(db).execute({ practiceId });
  const { doctors = 0, assignments = 0 } = rows[0] ?? {};
  return { doctors, assignments, busiest: rows.map(({ doctorId, patients }) => ({ doctorId, patients })) };
}

const named = prepared(["ids"], (db) => {
  const wanted = sql`unnest(${sql.placeholder("ids")}::uuid[]) as wanted (id)`;
  const entry = db
    .select({
      doctorId: doctor.id,
      ...pick(doctor, "name", "specialization", "maxAppointmentsPerDay"),
    })
    .from(doctor)
    .where(eq(doctor.id, sql`wanted.id`))
    .limit(1)
    .as("entry");
  return db
    .select(pick(entry, "doctorId", "name", "specialization", "maxAppointmentsPerDay"))
    .from(wanted)
    .innerJoinLateral(entry, sql`true`);
});

/** Adds the current names, even to cached counts. */
export async function nameLoad(db: Database, load: CountedLoad, most: number): Promise<DoctorLoad> {
  const shown = load.busiest.slice(0, most);
  const rows = await named(db).execute({ ids: `{${shown.map(({ doctorId }) => doctorId).join(",")}}` });
  const byId = new Map(rows.map((row) => [row.doctorId, row]));
  const doctors = shown.flatMap(({ doctorId, patients }) => {
    const row = byId.get(doctorId);
    if (!row) return [];
    const { name, specialization, maxAppointmentsPerDay } = row;
    const specializationOf = specializationLabel(specialization);
    return [{ doctorId, name, specializationLabel: specializationOf, patients, maxAppointmentsPerDay }];
  });
  return { doctorsWithPatients: load.doctors, doctors };
}
