import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/**
 * A link of the audit's hash chain: all entries of a closed interval.
 * Changing an entry or a seal breaks the chain. Recomputing the whole chain changes its head, which was
 * exported.
 */
export const auditSeal = pgTable(
  "audit_seal",
  {
    number: bigint("number", { mode: "number" }).notNull(),
    /** Inclusive start and exclusive end. Each interval begins where the previous one ended. */
    fromAt: instant("from_at").notNull(),
    untilAt: instant("until_at").notNull(),
    entries: integer("entries").notNull(),
    /**
     * For each entry, in the order of (at, practice, id): its id and the first half of its SHA-256, 32 bytes in
     * all.
     */
    leaves: bytea("leaves").notNull(),
    previousHash: bytea("previous_hash").notNull(),
    /** SHA-256 over all columns above. */
    hash: bytea("hash").notNull(),
  },
  (table) => [
    primaryKey({ name: "audit_seal_pkey", columns: [table.number] }),
    // The range of JavaScript's safe integers, up to `Number.MAX_SAFE_INTEGER`.
    check("audit_seal_number_check", sql`${table.number} between 1 and 9007199254740991`),
  ],
);
