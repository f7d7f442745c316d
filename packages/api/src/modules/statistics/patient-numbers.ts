import { firstAt, inTimeZone } from "@caretype/core/kernel/field/time-zone";
import type { Scope } from "@caretype/core/kernel/procedure/scope";
import { type Database, prepared } from "@caretype/db";
import { patient } from "@caretype/db/schema";
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { PatientGrowth, PatientGrowthInput } from "./schema.ts";
import { givenOrOwnZone } from "./zone.ts";

const isOwn = eq(patient.practiceId, sql.placeholder("practiceId"));
const timeZone = givenOrOwnZone();
const monthsBack = sql`${sql.placeholder("months")}::int`;

/** The lowest id of an instant: ids begin with their creation time in milliseconds. */
export const minIdAt = (instant: SQL) => sql`
  (lpad(to_hex(floor(extract(epoch from ${instant}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;

/** The months in the caller's time zone as ranges of ids. The first range covers everything before. */
const months = sql`(
  select to_char(begins, 'YYYY-MM') as name, back,
    case back when ${monthsBack} then '00000000-0000-0000-0000-000000000000'::uuid
      else ${minIdAt(firstAt(timeZone, sql`begins`))} end as first_id,
    case back when 0 then 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid
      else ${minIdAt(firstAt(timeZone, sql`(begins + interval '1 month')`))} end as next_id
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
