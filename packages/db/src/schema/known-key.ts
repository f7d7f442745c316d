import { sql } from "drizzle-orm";
import { pgTable } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";
import { keyOf } from "./keys.ts";

/**
 * Fingerprints of the secret keys that this database was used with.
 * They reveal nothing about the keys. Data encrypted with one key is unreadable with another, so a start with a
 * new key must be explicit.
 */
export const knownKey = pgTable(
  "known_key",
  {
    fingerprint: bytea("fingerprint").notNull(),
    firstUsedAt: instant("first_used_at").notNull().default(sql`now()`),
  },
  (table) => [keyOf(table.fingerprint)],
);
