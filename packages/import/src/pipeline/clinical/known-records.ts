import { type SQL, sql } from "drizzle-orm";
import type { ImportedClinicalType } from "../../source/clinical/types.ts";

/**
 * SQL that is true for an earlier import's record. A draft may have been signed since: then a note has its id.
 * `offset 0` keeps it a look-up by key. Until a table is analyzed, the planner joins each slice with all records of
 * the practice.
 */
export const isThere = (type: ImportedClinicalType, { practice, id }: { practice: SQL; id: SQL }): SQL => {
  const isIn = (table: string) => sql`exists (
    select from ${sql.identifier(table)} as known where known.practice_id = ${practice} and known.id = ${id} offset 0
  )`;
  return type === "note_draft" ? sql`(${isIn(type)} or ${isIn("note")})` : isIn(type);
};

/** The first line of a row with this id, alone or as a part of a joined record. */
export const firstLineOf = (id: SQL) => sql`
  select min(line) as first from (
    (select line from import_observation as before where before.id = ${id} order by before.line limit 1)
    union all (select systolic_line from import_observation as before
      where before.systolic = ${id} order by before.systolic_line limit 1)
    union all (select diastolic_line from import_observation as before
      where before.diastolic = ${id} order by before.diastolic_line limit 1)
  ) as before`;
