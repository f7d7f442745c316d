import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import type { DoctorId } from "../field/ids.ts";
import type { Scope } from "../procedure/scope.ts";
import type { WorkloadPage } from "./schema.ts";

const { assignment, doctor } = schema;

/** Each doctor's assignments are counted in an index; a doctor is assigned to a patient once at most. */
const workload = prepared(["practiceId", "ids"], (db) => {
  const wanted = sql`unnest(${sql.placeholder("ids")}::uuid[]) with ordinality as wanted (id, place)`;
  const entry = db
    .select({ doctorId: doctor.id, maxAppointmentsPerDay: doctor.maxAppointmentsPerDay })
    .from(doctor)
    .where(eq(doctor.id, sql`wanted.id`))
    .limit(1)
    .as("entry");
  const isTheirs = and(
    eq(assignment.practiceId, sql.placeholder("practiceId")),
    eq(assignment.doctorId, entry.doctorId),
  );
  return db
    .select({
      doctorId: entry.doctorId,
      patients: sql<number>`(select count(*)::int from ${assignment} where ${isTheirs})`,
      maxAppointmentsPerDay: entry.maxAppointmentsPerDay,
    })
    .from(wanted)
    .innerJoinLateral(entry, sql`true`)
    .orderBy(sql`wanted.place`)
    .prepare("doctor_workload");
});

/** In the order of the ids; those that are no doctor's are left out. */
export async function countWorkload(
  db: Database,
  { practiceId }: Scope,
  ids: readonly DoctorId[],
): Promise<WorkloadPage> {
  const distinct = [...new Set(ids)];
  const items = await workload(db).execute({ practiceId, ids: `{${distinct.join(",")}}` });
  return { items, nextCursor: null };
}
