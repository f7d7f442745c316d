import { type SQL, sql } from "drizzle-orm";

/** The first line of a row with this id, alone or as a part of a joined record. */
export const firstLineOf = (id: SQL) => sql`
  select min(line) as first from (
    (select line from import_observation as before where before.id = ${id} order by before.line limit 1)
    union all (select systolic_line from import_observation as before
      where before.systolic = ${id} order by before.systolic_line limit 1)
    union all (select diastolic_line from import_observation as before
      where before.diastolic = ${id} order by before.diastolic_line limit 1)
  ) as before`;
