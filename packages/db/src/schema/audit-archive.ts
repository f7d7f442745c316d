import { sql } from "drizzle-orm";
import { bigint, check, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, instant } from "./columns.ts";

/**
 * Months that were dropped from the audit, because a verified file has them.
 * A row takes the place of their seals: the chain continues from `seal`. It is also named, with its hash, by an entry
 * of the audit.
 */
export const auditArchive = pgTable(
  "audit_archive",
  {
    number: integer("number").notNull(),
    /** Inclusive start and exclusive end. Each begins where the previous one ended. */
    fromAt: instant("from_at").notNull(),
    untilAt: instant("until_at").notNull(),
    /** Number of entries in the file. */
    entries: bigint("entries", { mode: "number" }).notNull(),
    /** The last seal whose entries are all archived. 0: none. */
    seal: bigint("seal", { mode: "number" }).notNull(),
    sealUntil: instant("seal_until").notNull(),
    sealHash: bytea("seal_hash").notNull(),
    /** Entries of the next seal that are archived, too, because it began before `until_at`. */
    nextEntries: integer("next_entries").notNull(),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file. */
    fileHash: bytea("file_hash").notNull(),
    previousHash: bytea("previous_hash").notNull(),
    /** SHA-256 over all columns above. */
    hash: bytea("hash").notNull(),
  },
  (table) => [
    primaryKey({ name: "audit_archive_pkey", columns: [table.number] }),
    check("audit_archive_number_check", sql`${table.number} > 0`),
  ],
);
