import { sql } from "drizzle-orm";
import { boolean, check, index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";
import { instant, pendingKilobytes, recordId, recordStamps } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";

export const account = pgTable(
  "account",
  {
    id: recordId<AccountId>(),
    username: text("username").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    /** `service`: uses only API keys, and has neither a password nor an address of its own. */
    kind: text("kind", { enum: ["person", "service"] })
      .notNull()
      .default("person"),
    passwordHash: text("password_hash").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    isStaff: boolean("is_staff").notNull().default(false),
    emailVerified: boolean("email_verified").notNull().default(false),
    /** The units to show first. Answers of the API always name the unit. */
    unitSystem: text("unit_system", { enum: ["metric", "us"] })
      .notNull()
      .default("metric"),
    /** The first sign-in without a second factor after the server began to require one. */
    secondFactorAskedAt: instant("second_factor_asked_at"),
    ...recordStamps(),
    /** The text for staff searches. */
    searchText: text("search_text")
      .notNull()
      .generatedAlwaysAs(sql`fold_text(name || ' ' || username || ' ' || email)`),
  },
  (table) => [
    keyOf(table.id),
    uniqueIndex("account_username_key").on(sql`lower(${table.username})`),
    uniqueIndex("account_email_key").on(sql`lower(${table.email})`),
    index("account_staff_idx").on(table.id).where(sql`${table.isStaff}`),
    index("account_walk_idx").on(table.id, table.kind, table.searchText),
    index("account_search_idx")
      .using("gin", table.searchText.op("gin_trgm_ops"))
      .with({ gin_pending_list_limit: pendingKilobytes }),
    check("account_unit_system_check", sql`${table.unitSystem} in ('metric', 'us')`),
    check("account_kind_check", sql`${table.kind} in ('person', 'service')`),
  ],
);

/**
 * Former names of accounts.
 * The current one is in `account`. Written by the trigger `keep_former_name` on every change.
 */
export const formerName = pgTable(
  "former_name",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    /** The instant of the change. From then on, the name is invalid. */
    untilAt: instant("until_at").notNull(),
    name: text("name").notNull(),
  },
  (table) => [keyOf(table.accountId, table.untilAt), refersTo(table.accountId, account)],
);
