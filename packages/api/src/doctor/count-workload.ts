import { type Database, prepared, schema } from "@caretype/db";
import { and, eq, sql } from "drizzle-orm";
import type { DoctorId } from "../field/ids.ts";
import type { Scope } from "../procedure/scope.ts";
import type { WorkloadPage } from "./schema.ts";

const { assignment, doctor } = schema;

/** Counts each doctor's assignments in an index. A doctor is assigned to a patient at most once. */
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

/** Returns the counts in the order of the ids. Omits ids of no doctor. */
export async function countWorkload(
  db: Database,
  { practiceId }: Scope,
  ids: readonly DoctorId[],
): Promise<WorkloadPage> {
  const distinct = [...new Set(ids)];
  const items = await workload(db).execute({ practiceId, ids: `{${distinct.join(",")}}` });
  return { items, nextCursor: null };
}
