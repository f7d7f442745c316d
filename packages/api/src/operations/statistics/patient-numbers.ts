import { type Database, prepared } from "@caretype/db";
import { patient, practice } from "@caretype/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import { today } from "../../kernel/field/day.ts";
import type { PracticeId } from "../../kernel/field/ids.ts";
import { firstAt, inTimeZone } from "../../kernel/field/time-zone.ts";
import type { Scope } from "../../kernel/procedure/scope.ts";
import { bornBy } from "../../people/patient/rules.ts";
import { ageGroups, type PatientGroups, type PatientGrowth, type PatientGrowthInput } from "./schema.ts";
import { givenOrOwnZone } from "./zone.ts";

const isOwn = eq(patient.practiceId, sql.placeholder("practiceId"));
const timeZone = givenOrOwnZone();
const monthsBack = sql`${sql.placeholder("months")}::int`;

/** The least id of an instant: ids begin with the milliseconds of their creation. */
export const leastIdAt = (instant: SQL) => sql`
  (lpad(to_hex(floor(extract(epoch from ${instant}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;

/** The months in the caller's time zone as ranges of ids. The first range covers everything before. */
const months = sql`(
  select to_char(begins, 'YYYY-MM') as name, back,
    case back when ${monthsBack} then '00000000-0000-0000-0000-000000000000'::uuid
      else ${leastIdAt(firstAt(timeZone, sql`begins`))} end as first_id,
    case back when 0 then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid
      else ${leastIdAt(firstAt(timeZone, sql`(begins + interval '1 month')`))} end as next_id
  from (
    select back, date_trunc('month', now() at time zone ${timeZone}) - make_interval(months => back) as begins
    from generate_series(0, ${monthsBack}) as back
  ) as beginnings
) as month`;

/** Counts each month by an index-only scan of its range of the primary key. */
const growth = prepared(["practiceId", "months", "timeZone"], (db) =>
  db
    .select({
      month: sql<string>`month.name`,
      added: sql<number>`(
        select count(*)::int from ${patient}
        where ${and(isOwn, sql`${patient.id} >= month.first_id`, sql`${patient.id} < month.next_id`)})`,
    })
    .from(months)
    .orderBy(sql`month.back desc`),
);

/** Throws `INVALID_INPUT` for an unknown time zone. */
export async function countGrowth(
  db: Database,
  { practiceId }: Scope,
  input: PatientGrowthInput,
): Promise<PatientGrowth> {
  const rows = await inTimeZone(() =>
    growth(db).execute({ practiceId, ...input, timeZone: input.timeZone ?? null }),
  );
  const [before, ...counted] = rows;
  let total = before?.added ?? 0;
  const totals = counted.map(({ month, added }) => {
    total += added;
    return { month, added, total };
  });
  return { patients: total, months: totals };
}

/** `age` is the lower bound of a group. The first group has none. */
const isBornAfter = (age: 18 | 40 | 65 | 80) =>
  sql`${patient.dateOfBirth} > ${sql.placeholder(`by${age}`)}::date`;

/** Of the living. Whoever has died has no age today. */
const howMany = (condition: SQL) =>
  sql<number>`(count(*) filter (where ${patient.deceasedOn} is null and ${condition}))::int`;

const genders = prepared(["by18", "by40", "by65", "by80", "practiceId"], (db) =>
  db
    .select({
      gender: patient.gender,
      patients: sql<number>`count(*)::int`,
      under18: howMany(isBornAfter(18)),
      under40: howMany(isBornAfter(40)),
      under65: howMany(isBornAfter(65)),
      under80: howMany(isBornAfter(80)),
      known: howMany(sql`${patient.dateOfBirth} is not null`),
      living: howMany(sql`true`),
    })
    .from(patient)
    .where(isOwn)
    .groupBy(patient.gender),
);

const ownZone = prepared(["practiceId"], (db) =>
  db
    .select({ timeZone: practice.timeZone })
    .from(practice)
    .where(eq(practice.id, sql.placeholder("practiceId"))),
);

export async function countGroups(db: Database, practiceId: PracticeId): Promise<PatientGroups> {
  const [own] = await ownZone(db).execute({ practiceId });
  const day = today(own?.timeZone ?? null);
  const rows = await genders(db).execute({
    practiceId,
    by18: bornBy(18, day),
    by40: bornBy(40, day),
    by65: bornBy(65, day),
    by80: bornBy(80, day),
  });
  const sizes = rows.map(({ gender, patients, under18, under40, under65, under80, known, living }) => {
    const upTo = [0, under18, under40, under65, under80, known, living, patients];
    return { gender, ofGroup: upTo.slice(1).map((end, index) => end - (upTo[index] ?? 0)) };
  });
  const countsOf = (index: number) => {
    const of = (gender: string) => sizes.find((each) => each.gender === gender)?.ofGroup[index] ?? 0;
    const counts = { female: of("female"), male: of("male"), other: of("other"), unknown: of("unknown") };
    return { ...counts, patients: Object.values(counts).reduce((sum, each) => sum + each, 0) };
  };
  const groups = ageGroups.map((ageGroup, index) => ({ ageGroup, ...countsOf(index) }));
  const deceased = countsOf(ageGroups.length);
  return { patients: rows.reduce((sum, { patients }) => sum + patients, 0), groups, deceased };
}
