import { sql } from "drizzle-orm";
import { pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

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
  (table) => [primaryKey({ name: "known_key_pkey", columns: [table.fingerprint] })],
);
