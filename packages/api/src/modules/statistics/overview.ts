import { firstAt, inTimeZone } from "@caretype/core/kernel/field/time-zone";
import { hooksOf } from "@caretype/core/kernel/hooks";
import type { Permission } from "@caretype/core/kernel/permissions/permissions";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import type { Services } from "@caretype/core/kernel/procedure/services";
import { seesEveryChange } from "@caretype/core/people/patient/queries";
import { type Database, prepared } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { countInvitations } from "@caretype/identity/practice/invitation/queries";
import { desc, eq, type SQL, sql } from "drizzle-orm";
import type { Counts } from "./counts.ts";
import { minIdAt } from "./patient-numbers.ts";
import type { Overview, OverviewInput, Tasks } from "./schema.ts";

const practiceId = sql.placeholder("practiceId");
const timeZone = sql`${sql.placeholder("timeZone")}::text`;

/**
 * Months begin in the caller's time zone. A previous month without this day ends early, so "so far" covers all of it.
 */
const bounds = sql`(
  select ${minIdAt(firstAt(timeZone, sql`last_month`))} as last_month,
    ${minIdAt(firstAt(timeZone, sql`this_month`))} as this_month,
    ${minIdAt(sql`(least(last_month + (here - this_month), this_month) at time zone ${timeZone})`)} as so_far
  from (
    select here, date_trunc('month', here) as this_month,
      date_trunc('month', here) - interval '1 month' as last_month
    from (select now() at time zone ${timeZone} as here offset 0) as clock
  ) as beginnings offset 0
) as bound`;

const between = (table: SQL, from: SQL, until?: SQL) => sql<number>`(
  select count(*)::int from ${table}
  where practice_id = ${practiceId} and id >= ${from}${until ? sql` and id < ${until}` : sql``})`;

const additionsTo = (table: SQL) => ({
  addedThisMonth: between(table, sql`bound.this_month`),
  addedLastMonth: between(table, sql`bound.last_month`, sql`bound.this_month`),
  addedLastMonthSoFar: between(table, sql`bound.last_month`, sql`bound.so_far`),
});

const ofPatients = prepared(["practiceId", "timeZone"], (db) =>
  db.select(additionsTo(sql`patient`)).from(bounds),
);
const ofAssignments = prepared(["practiceId", "timeZone"], (db) =>
  db
    .select({
      ...additionsTo(sql`assignment`),
      // Sorted by id and with an unindexed column. Otherwise PostgreSQL searches an index once for each doctor.
      doctors: sql<number>`(
        select (count(distinct doctor_id) filter (where assigned_at >= '-infinity'))::int from (
          select doctor_id, assigned_at from assignment
          where practice_id = ${practiceId} and id >= bound.this_month order by id offset 0
        ) as assigned)`,
    })
    .from(bounds),
);

/** Number of newest directory entries to look at, because there is no index on authors. */
const latelyAdded = sql.raw("500");

const setUp = prepared(["practiceId"], (db) =>
  db
    .select({
      members: sql<number>`(select count(*)::int from membership where practice_id = ${practiceId})`,
      hasOwnDoctor: sql<boolean>`exists (
        select from membership where practice_id = ${practiceId} and doctor_id is not null
      ) or exists (
        select from (select created_by from doctor order by id desc limit ${latelyAdded}) as entry
        where created_by in (select account_id from membership where practice_id = ${practiceId}))`,
      // The order prevents full scans: each index begins with the practice.
      hasSchedule: sql<boolean>`(
        select id from visit_type where practice_id = ${practiceId} and is_active order by id limit 1
      ) is not null and (
        select doctor_id from opening_hours where practice_id = ${practiceId} order by doctor_id limit 1
      ) is not null`,
    })
    .from(sql`(select) as practice`),
);

const changedAt = {
  every: prepared(["practiceId"], (db) =>
    db
      .select({ at: patient.updatedAt })
      .from(patient)
      .where(eq(patient.practiceId, practiceId))
      .orderBy(desc(patient.updatedAt))
      .limit(1),
  ),
  shown: prepared(["practiceId"], (db) => {
    const shownAt = sql`coalesce(${patient.shownAt}, ${patient.updatedAt})`;
    return db
      .select({ at: shownAt.mapWith(patient.updatedAt) })
      .from(patient)
      .where(eq(patient.practiceId, practiceId))
      .orderBy(desc(shownAt))
      .limit(1);
  }),
};

const nobody = { addedThisMonth: 0, addedLastMonth: 0, addedLastMonthSoFar: 0 };

type Reader = { scope: Scope; services: Pick<Services, "counts" | "patientGroups"> };

/** Throws `INVALID_INPUT` for an unknown time zone. */
export async function findOverview(
  db: Database,
  { scope, services: { counts, patientGroups } }: Reader,
  { timeZone }: OverviewInput,
): Promise<Overview> {
  const key = { practiceId: scope.practiceId };
  // Sequential, because few connections are reserved for searches.
  const [newPatients = nobody] = await inTimeZone(() => ofPatients(db).execute({ ...key, timeZone }));
  const [newAssignments] = await ofAssignments(db).execute({ ...key, timeZone });
  const { doctors: withNewPatients, ...added } = newAssignments ?? { ...nobody, doctors: 0 };
  const { patients } = await patientGroups(db, scope.practiceId);
  const { doctors, assignments } = await counts.load(db, scope.practiceId);
  const tasks = await findTasks(db, scope, counts);
  const [done] = await setUp(db).execute(key);
  const [changed] = await changedAt[seesEveryChange(scope) ? "every" : "shown"](db).execute(key);
  return {
    tasks,
    patients: { total: patients, ...newPatients },
    doctors: { withPatients: doctors, withNewPatients },
    assignments: { total: assignments, ...added },
    setUp: {
      hasPatient: patients > 0,
      hasDoctor: doctors > 0 || done?.hasOwnDoctor === true,
      hasSchedule: done?.hasSchedule === true,
      hasColleague: (done?.members ?? 0) > 1 || (tasks.invitations ?? 0) > 0,
    },
    patientsChangedAt: changed?.at ?? null,
  };
}

/** Counts what the caller may act on. */
async function findTasks(db: Database, scope: Scope, counts: Counts): Promise<Tasks> {
  const may = (...needed: Permission[]) => needed.every((each) => scope.permissions.has(each));
  const { practiceId } = scope;
  const waiting: object[] = [];
  // Sequential, because few connections are reserved for searches.
  for (const countWaiting of hooksOf("countWaiting")) waiting.push(await countWaiting(db, scope));
  return {
    unassignedPatients: may("patient:read", "assignment:read")
      ? (await counts.unassigned(db, practiceId)).unassigned
      : null,
    possibleDuplicates: may("patient:read", "patient:merge") ? await counts.pairs(db, practiceId) : null,
    invitations: may("member:manage") ? await countInvitations(db, scope) : null,
    imports: null,
    ...Object.assign({}, ...waiting),
  };
}
