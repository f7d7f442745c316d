import { sql } from "drizzle-orm";
import { index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AnyId, AuditEntryId, PracticeId, SessionId } from "../ids.ts";
import { instant, recordId } from "./columns.ts";

/**
 * Who did what to which records. The migrations make it a table of monthly partitions, which takes inserts only.
 * It has no foreign keys: what it says stays true when a record goes.
 */
export const auditEntry = pgTable(
  "audit_entry",
  {
    /** All zeros where there is none, as in a log-in: a part of the primary key cannot be null. */
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    /** By the database's clock, when the entry's transaction began. */
    at: instant("at").notNull().default(sql`now()`),
    id: recordId<AuditEntryId>(),
    accountId: uuid("account_id").$type<AccountId>(),
    sessionId: uuid("session_id").$type<SessionId>(),
    action: text("action").notNull(),
    outcome: text("outcome").notNull(),
    basis: text("basis"),
    subjectIds: uuid("subject_ids").array().$type<AnyId[]>(),
    address: text("address"),
    /** Ours: of one request, and of no other. */
    requestId: text("request_id"),
    /** What the client calls it, and may call others, too. */
    clientRequestId: text("client_request_id"),
  },
  (table) => [
    primaryKey({ name: "audit_entry_pkey", columns: [table.practiceId, table.at, table.id] }),
    // With the practice, as whoever looks sees the entries of one, and an account may be busier in another; with the
    // id, as the primary key, which reads all of the practice's entries, would be taken for the order else.
    index("audit_entry_account_idx")
      .on(table.accountId, table.practiceId, table.at, table.id)
      .where(sql`${table.accountId} is not null`),
    // Measured: as cheap to write as a tree of the single ids beside an index of the lists, and one place to look.
    index("audit_entry_subject_idx")
      .using("gin", table.subjectIds)
      // With a list of pending ids, as it is by default, whoever fills that up sorts it in, 50 to 180 ms long, and all
      // answers wait for that; and each look-up reads all of it.
      .with({ fastupdate: false })
      .where(sql`${table.subjectIds} is not null`),
    // For what goes through a time of all practices, as seals do. Entries come in the order of their time, so a few
    // kilobytes are enough, and to write one costs nothing.
    index("audit_entry_time_idx").using("brin", table.at).with({ pages_per_range: 32, autosummarize: true }),
  ],
);
