import { sql } from "drizzle-orm";
import { customType, integer, uuid } from "drizzle-orm/pg-core";

/**
 * A `timestamptz` that travels as an RFC 3339 string in UTC and keeps PostgreSQL's microseconds,
 * which a JavaScript `Date` would cut off. Sessions run with `TimeZone=UTC`.
 */
export const instant = customType<{ data: string; driverData: string }>({
  dataType: () => "timestamp with time zone",
  fromDriver: (value) => `${value.slice(0, 10)}T${value.slice(11).replace(/\+00(:00)?$/, "")}Z`,
});

export const recordId = () => uuid("id").notNull();

/** When a record was made and last changed, and the version that an update names. */
export const recordStamps = () => ({
  createdAt: instant("created_at").notNull().default(sql`now()`),
  updatedAt: instant("updated_at").notNull().default(sql`now()`),
  version: integer("version").notNull().default(1),
});
