import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import { createdAt, instant, practiceId, recordId } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/**
 * Emails to send, or already sent.
 * Only the template and its data are stored, because links are generated when the email is sent.
 */
export const mail = pgTable(
  "mail",
  {
    /** Part of its Message-ID. */
    id: recordId(),
    recipient: text("recipient").notNull(),
    template: text("template").notNull(),
    data: jsonb("data").notNull(),
    createdAt: createdAt(),
    /** Expiry. Later, the email is useless and not sent. */
    expiresAt: instant("expires_at").notNull(),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    sentAt: instant("sent_at"),
    /** When a development server without SMTP printed it to its log. */
    shownAt: instant("shown_at"),
    /** When it was logged as expired without being sent. */
    givenUpAt: instant("given_up_at"),
  },
  (table) => [
    keyOf(table.id),
    index("mail_recipient_idx").on(sql`lower(${table.recipient})`, table.createdAt),
    index("mail_waiting_idx")
      .on(table.createdAt)
      .where(sql`${table.sentAt} is null and ${table.givenUpAt} is null`),
  ],
);

/** Failed sign-ins, counted across all instances. `rate-limiter-flexible` reads and writes it. */
export const loginFailure = pgTable(
  "login_failure",
  {
    key: text("key").notNull(),
    points: integer("points").notNull().default(0),
    /** In milliseconds since 1970. Null: never. */
    expire: bigint("expire", { mode: "number" }),
  },
  (table) => [keyOf(table.key), index("login_failure_expiry_idx").on(table.expire)],
);

/**
 * Patients' addresses that a mail server permanently refused. A row is removed when an email is accepted or the
 * address is tried again.
 */
export const refusedEmail = pgTable(
  "refused_email",
  {
    practiceId: practiceId(),
    /** In lower case. */
    email: text("email").notNull(),
    refusedAt: instant("refused_at").notNull().default(sql`now()`),
  },
  (table) => [keyOf(table.practiceId, table.email), refersTo(table.practiceId, practice)],
);
