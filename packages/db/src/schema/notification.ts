import { sql } from "drizzle-orm";
import { check, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AnyId, NotificationId } from "../ids.ts";
import { account } from "./account.ts";
import { createdAt, inPractice, instant } from "./columns.ts";
import { oneOf, refersTo } from "./keys.ts";
import { practiceKeys } from "./practice-record.ts";

export const notificationKinds = [
  "invitation-accepted",
  "import-done",
  "import-failed",
  "emergency-access",
  "email-unverified",
] as const;

/** A notification of an account in a practice. It names people only by the ids of accounts. Kept for 90 days. */
export const notification = pgTable(
  "notification",
  {
    ...inPractice<NotificationId>(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    kind: text("kind", { enum: notificationKinds }).notNull(),
    /** The account that caused it. Null without one. */
    actorId: uuid("actor_id").$type<AccountId>(),
    /** The import upload or the emergency access. */
    subjectId: uuid("subject_id").$type<AnyId>(),
    createdAt: createdAt(),
    readAt: instant("read_at"),
  },
  (table) => [
    ...practiceKeys(table),
    refersTo(table.accountId, account),
    index("notification_account_idx").on(table.practiceId, table.accountId, table.id),
    index("notification_unread_idx")
      .on(table.practiceId, table.accountId, table.id)
      .where(sql`${table.readAt} is null`),
    index("notification_created_idx").on(table.createdAt),
    check("notification_kind_check", oneOf(table.kind, notificationKinds)),
  ],
);
