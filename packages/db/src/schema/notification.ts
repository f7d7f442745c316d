import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AnyId, NotificationId, PracticeId } from "../ids.ts";
import { account } from "./account.ts";
import { instant, recordId } from "./columns.ts";
import { refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

export const notificationKinds = [
  "invitation-accepted",
  "import-done",
  "import-failed",
  "emergency-access",
  "email-unverified",
] as const;

/** What an account is told of in a practice. It names people only by the ids of accounts. Kept for 90 days. */
export const notification = pgTable(
  "notification",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    id: recordId<NotificationId>(),
    /** The account that is notified. */
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    kind: text("kind", { enum: notificationKinds }).notNull(),
    /** The account that did it. Null if none did. */
    actorId: uuid("actor_id").$type<AccountId>(),
    /** The import upload or the emergency access. */
    subjectId: uuid("subject_id").$type<AnyId>(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    readAt: instant("read_at"),
  },
  (table) => [
    primaryKey({ name: "notification_pkey", columns: [table.practiceId, table.id] }),
    refersTo(table.practiceId, practice),
    refersTo(table.accountId, account),
    index("notification_account_idx").on(table.practiceId, table.accountId, table.id),
    index("notification_unread_idx")
      .on(table.practiceId, table.accountId, table.id)
      .where(sql`${table.readAt} is null`),
    index("notification_created_idx").on(table.createdAt),
    check(
      "notification_kind_check",
      sql`${table.kind} in ('invitation-accepted', 'import-done', 'import-failed', 'emergency-access', 'email-unverified')`,
    ),
  ],
);
