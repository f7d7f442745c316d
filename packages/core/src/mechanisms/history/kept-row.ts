import { type SQL, Subquery, sql } from "drizzle-orm";

/** Selects a record stored as JSON as a row named after its table, so that the table's columns can be used. */
export const keptRow = <Type extends string, Columns extends Record<string, unknown>>(
  type: Type,
  columns: Columns,
  record: SQL,
) =>
  new Subquery(
    sql`select * from jsonb_populate_record(null::${sql.identifier(type)}, ${record})`,
    columns,
    type,
  );
