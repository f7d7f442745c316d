import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, recordId } from "./columns.ts";

/**
 * Mails that are to be sent, or were. What is kept is the template and what goes into it, not the text: a link in it is
 * made when it is sent.
 */
export const mail = pgTable(
  "mail",
  {
    /** A part of its Message-ID. */
    id: recordId(),
    recipient: text("recipient").notNull(),
    template: text("template").notNull(),
    data: jsonb("data").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    /** After that it is of no use any more, and not sent. */
    expiresAt: instant("expires_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    sentAt: instant("sent_at"),
    /** When the log of a development start had it, where there is no server for mails. */
    shownAt: instant("shown_at"),
    /** When somebody noticed, and the log said, that it has expired unsent. */
    givenUpAt: instant("given_up_at"),
  },
  (table) => [
    primaryKey({ name: "mail_pkey", columns: [table.id] }),
    index("mail_recipient_idx").on(sql`lower(${table.recipient})`, table.createdAt),
    index("mail_waiting_idx")
      .on(table.createdAt)
      .where(sql`${table.sentAt} is null and ${table.givenUpAt} is null`),
  ],
);

/** Failures of log-ins, which all instances count together: `rate-limiter-flexible` reads and writes it. */
export const loginFailure = pgTable(
  "login_failure",
  {
    key: text("key").notNull(),
    points: integer("points").notNull().default(0),
    /** In milliseconds since 1970; null: never. */
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [
    primaryKey({ name: "login_failure_pkey", columns: [table.key] }),
    index("login_failure_expiry_idx").on(table.expire),
  ],
);
