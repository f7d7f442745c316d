import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/**
 * A link of the chain over the audit: all entries of a time that is over. Who changes an entry, or a seal, no longer
 * has a chain that fits; who makes the whole chain anew no longer has the head that was exported.
 */
export const auditSeal = pgTable(
  "audit_seal",
  {
    number: bigint("number", { mode: "number" }).notNull(),
    /** From this instant on, and before that one. Each begins where the one before ended. */
    fromAt: instant("from_at").notNull(),
    untilAt: instant("until_at").notNull(),
    entries: integer("entries").notNull(),
    /** Of each entry, in the order of (at, practice, id), its id and the first half of its SHA-256: 32 bytes. */
    leaves: bytea("leaves").notNull(),
    previousHash: bytea("previous_hash").notNull(),
    /** SHA-256 over all of the above. */
    hash: bytea("hash").notNull(),
  },
  (table) => [
    primaryKey({ name: "audit_seal_pkey", columns: [table.number] }),
    // What a JavaScript number holds, up to `Number.MAX_SAFE_INTEGER`.
    check("audit_seal_number_check", sql`${table.number} between 1 and 9007199254740991`),
  ],
);
