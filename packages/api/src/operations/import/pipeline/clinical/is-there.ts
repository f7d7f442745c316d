import { type SQL, sql } from "drizzle-orm";
import type { ImportedClinicalType } from "../staging.ts";

/**
 * True for a record that was imported before. A draft may have been signed since: then a note has its id. `offset 0` keeps
 * it a look-up by key. Until a table is analyzed, the planner joins each slice with all records of the practice.
 */
export const isThere = (type: ImportedClinicalType, { practice, id }: { practice: SQL; id: SQL }): SQL => {
  const isIn = (table: string) => sql`exists (
    select from ${sql.identifier(table)} as known where known.practice_id = ${practice} and known.id = ${id} offset 0
  )`;
  return type === "note_draft" ? sql`(${isIn(type)} or ${isIn("note")})` : isIn(type);
};
