import type { schema } from "@caretype/db";
import { type SQL, Subquery, sql } from "drizzle-orm";

type RecordType = (typeof schema.recordTypes)[number];

/** A record that is kept as JSON, as a row of its table and by the table's name: so the table's columns select from it. */
export const keptRow = <Type extends RecordType, Columns extends Record<string, unknown>>(
  type: Type,
  columns: Columns,
  record: SQL,
) =>
  new Subquery(
    sql`select * from jsonb_populate_record(null::${sql.identifier(type)}, ${record})`,
    columns,
    type,
  );
