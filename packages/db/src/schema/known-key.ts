import { sql } from "drizzle-orm";
import { pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/**
 * With which secret keys this database has been served, as fingerprints, of which none says anything of its key. What
 * was sealed with one can be opened with no other, so a start with a new one has to say so.
 */
export const knownKey = pgTable(
  "known_key",
  {
    fingerprint: bytea("fingerprint").notNull(),
    firstUsedAt: instant("first_used_at").notNull().default(sql`now()`),
  },
  (table) => [primaryKey({ name: "known_key_pkey", columns: [table.fingerprint] })],
);
