import { type SQL, sql } from "drizzle-orm";

/**
 * A column's time, moved back. An expression of UTC, as Citus refuses updates that could depend on the session's time
 * zone.
 */
export const earlier = (column: string, by: string): SQL =>
  sql.raw(`(${column} at time zone 'UTC' - interval '${by}') at time zone 'UTC'`);
