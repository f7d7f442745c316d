import { sql } from "drizzle-orm";
import { bigint, boolean, customType, index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, EventId, PatientId, RecordId } from "../ids.ts";
import { instant, practiceId } from "./columns.ts";
import { keyOf } from "./keys.ts";

/** A change of a record, without its content. No foreign keys, because changes outlive their records. */
const changeColumns = () => ({
  practiceId: practiceId(),
  /** Identifies the event. A cursor is valid only while the change at its place has this id. */
  id: uuid("id").$type<EventId>().notNull(),
  /** The name of the record's table. */
  recordType: text("record_type").notNull(),
  /** `created`, `updated`, `removed`, `restored`, or the name of an operation on many records. */
  action: text("action").notNull(),
  /** Null once the person that it belongs to was erased. */
  recordId: uuid("record_id").$type<RecordId>(),
  patientId: uuid("patient_id").$type<PatientId>(),
  /** Null for an operation on many records. */
  version: integer("version"),
  /** How many of the versions changed only guarded fields. */
  withheldVersions: integer("withheld_versions").notNull().default(0),
  /** Whether this change is of guarded fields only. */
  isGuarded: boolean("is_guarded").notNull().default(false),
  /** The number of records of an operation on many. */
  count: integer("count"),
  accountId: uuid("account_id").$type<AccountId>(),
  requestId: text("request_id"),
  /** By the clock of the node, at the change. */
  at: instant("at").notNull(),
});

const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });

/** Committed changes that have no place in the log yet. Written by the trigger `log_change`. */
export const changePending = pgTable(
  "change_pending",
  {
    ...changeColumns(),
    id: uuid("id").$type<EventId>().notNull().default(sql`gen_random_uuid()`),
    at: instant("at").notNull().default(sql`clock_timestamp()`),
    /** The transaction, by which `place_changes` skips the rows that it has placed. */
    transaction: xid8("transaction").notNull().default(sql`pg_current_xact_id()`),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    index("change_pending_transaction_idx").on(table.transaction),
  ],
);

/** The log of changes. Places ascend in the order in which readers see them: no change appears before one that is there. */
export const changeLog = pgTable(
  "change_log",
  { ...changeColumns(), place: bigint("place", { mode: "number" }).notNull() },
  (table) => [
    keyOf(table.practiceId, table.place),
    // To delete old changes. They arrive in the order of time.
    index("change_log_at_idx").using("brin", table.at),
  ],
);

/** The last place of each practice. It remains when the changes are deleted. */
export const changePlace = pgTable(
  "change_place",
  { practiceId: practiceId(), place: bigint("place", { mode: "number" }).notNull() },
  (table) => [keyOf(table.practiceId)],
);
