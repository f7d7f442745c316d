import { sql } from "drizzle-orm";
import { bigint, check, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AnyId, AuditEntryId, SessionId } from "../ids.ts";
import { bytea, instant, practiceId, recordId } from "./columns.ts";
import { keyOf } from "./keys.ts";

/**
 * Who did what to which records.
 * Migrations make it an insert-only table with monthly partitions. It has no foreign keys, because entries
 * outlive the records that they name.
 */
export const auditEntry = pgTable(
  "audit_entry",
  {
    /** All zeros without a practice, for example at sign-in. A primary key column cannot be null. */
    practiceId: practiceId(),
    /** By the database's clock, at the start of the entry's transaction. */
    at: instant("at").notNull().default(sql`now()`),
    id: recordId<AuditEntryId>(),
    accountId: uuid("account_id").$type<AccountId>(),
    sessionId: uuid("session_id").$type<SessionId>(),
    action: text("action").notNull(),
    outcome: text("outcome").notNull(),
    basis: text("basis"),
    subjectIds: uuid("subject_ids").array().$type<AnyId[]>(),
    address: text("address"),
    /** Our own id, unique for each request. */
    requestId: text("request_id"),
    /** The client's id, which may not be unique. */
    clientRequestId: text("client_request_id"),
  },
  (table) => [
    keyOf(table.practiceId, table.at, table.id),
    // Includes the practice, because readers see one practice's entries, and the account may be busier in
    // another. Includes the id, because the planner would otherwise use the primary key for the order, and read
    // all the practice's entries.
    index("audit_entry_account_idx")
      .on(table.accountId, table.practiceId, table.at, table.id)
      .where(sql`${table.accountId} is not null`),
    // Measured: as cheap to write as a B-tree of single ids plus an index of the lists, and one lookup instead
    // of two.
    index("audit_entry_subject_idx")
      .using("gin", table.subjectIds)
      // Without a pending list, which is the default. A full list is merged by the insert that fills it, for 50 to
      // 180 ms, and all answers wait for that. Every lookup also reads the whole list.
      .with({ fastupdate: false })
      .where(sql`${table.subjectIds} is not null`),
    // For searches of a rare action. Excludes the most frequent reads, which a scan of the practice's entries soon
    // finds. They are most of the audit, and this index would make each a fifth slower to write.
    index("audit_entry_rare_action_idx")
      .on(table.practiceId, table.action, table.at, table.id)
      .where(sql`${table.action} not in (
        'patient.byId', 'patient.list', 'patient.doctors', 'doctor.byId', 'doctor.list', 'assignment.list',
        'assignment.listForPatient', 'practice.mine', 'account.me', 'encounter.byId', 'encounter.list', 'chart.summary',
        'chart.timeline', 'observation.list', 'note.list', 'appointment.byId', 'appointment.list')`),
    // For searches of refused calls, which are few.
    index("audit_entry_refused_idx")
      .on(table.practiceId, table.outcome, table.at, table.id)
      .where(sql`${table.outcome} <> 'ok'`),
    // For scans of a time range across practices, such as sealing. Entries arrive in the order of time, so a
    // few kilobytes suffice, and writes cost nothing.
    index("audit_entry_time_idx").using("brin", table.at).with({ pages_per_range: 32, autosummarize: true }),
  ],
);

/**
 * A link of the audit's hash chain: all entries of a closed interval. Changing an entry or a seal breaks the chain.
 * Recomputing the whole chain changes its head, which was exported.
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
    keyOf(table.number),
    // The range of JavaScript's safe integers, up to `Number.MAX_SAFE_INTEGER`.
    check("audit_seal_number_check", sql`${table.number} between 1 and 9007199254740991`),
  ],
);

/**
 * Months dropped from the audit because a verified file has them. A row replaces their seals: the chain continues
 * from `seal`. An entry of the audit also names it with its hash.
 */
export const auditArchive = pgTable(
  "audit_archive",
  {
    number: integer("number").notNull(),
    /** Inclusive start and exclusive end. Each begins where the previous one ended. */
    fromAt: instant("from_at").notNull(),
    untilAt: instant("until_at").notNull(),
    entries: bigint("entries", { mode: "number" }).notNull(),
    /** The last seal whose entries are all archived. 0: none. */
    seal: bigint("seal", { mode: "number" }).notNull(),
    sealUntil: instant("seal_until").notNull(),
    sealHash: bytea("seal_hash").notNull(),
    /** Archived entries of the next seal, which began before `until_at`. */
    nextEntries: integer("next_entries").notNull(),
    fileName: text("file_name").notNull(),
    /** SHA-256 of the file. */
    fileHash: bytea("file_hash").notNull(),
    previousHash: bytea("previous_hash").notNull(),
    /** SHA-256 over all columns above. */
    hash: bytea("hash").notNull(),
  },
  (table) => [keyOf(table.number), check("audit_archive_number_check", sql`${table.number} > 0`)],
);
