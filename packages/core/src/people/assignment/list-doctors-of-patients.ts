import { type Database, prepared } from "@caretype/db";
import { assignment, doctor } from "@caretype/db/schema";
import { and, desc, eq, sql } from "drizzle-orm";
import type { PatientId } from "../../kernel/field/ids.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { type DoctorsOfPatient, type DoctorsOfPatientPage, maxListedDoctors } from "./schema.ts";

/** Looks up each patient's newest assignments in an index, and each doctor by key. */
const newestDoctors = prepared(["practiceId", "ids"], (db) => {
  const wanted = sql`unnest(${sql.placeholder("ids")}::uuid[]) with ordinality as wanted (id, place)`;
  const newest = db
    .select({ id: assignment.id, doctorId: assignment.doctorId })
    .from(assignment)
    .where(
      and(eq(assignment.practiceId, sql.placeholder("practiceId")), eq(assignment.patientId, sql`wanted.id`)),
    )
    .orderBy(desc(assignment.id))
    .limit(maxListedDoctors)
    .as("newest");
  const entry = db
    .select({ id: doctor.id, name: doctor.name })
    .from(doctor)
    .where(eq(doctor.id, newest.doctorId))
    .limit(1)
    .as("entry");
  return db
    .select({ patientId: sql<PatientId>`wanted.id`, id: entry.id, name: entry.name })
    .from(wanted)
    .innerJoinLateral(newest, sql`true`)
    .innerJoinLateral(entry, sql`true`)
    .orderBy(sql`wanted.place`, desc(newest.id));
});

/** In the order of the ids. Omits ids of no patient of the practice, and patients without a doctor. */
export async function listDoctorsOfPatients(
  db: Database,
  { practiceId }: Scope,
  patientIds: readonly PatientId[],
): Promise<DoctorsOfPatientPage> {
  const ids = `{${[...new Set(patientIds)].join(",")}}`;
  const teams = new Map<PatientId, DoctorsOfPatient>();
  for (const { patientId, ...found } of await newestDoctors(db).execute({ practiceId, ids })) {
    const team = teams.get(patientId) ?? { patientId, doctors: [] };
    team.doctors.push(found);
    teams.set(patientId, team);
  }
  return { items: [...teams.values()], nextCursor: null };
}
