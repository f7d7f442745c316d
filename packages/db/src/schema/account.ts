import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, instant, recordId, recordStamps } from "./columns.ts";
import { practice } from "./practice.ts";

export const account = pgTable(
  "account",
  {
    id: recordId(),
    username: text("username").notNull(),
    email: text("email").notNull(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    isActive: boolean("is_active").notNull().default(true),
    isStaff: boolean("is_staff").notNull().default(false),
    emailVerified: boolean("email_verified").notNull().default(false),
    ...recordStamps(),
  },
  (table) => [
    primaryKey({ name: "account_pkey", columns: [table.id] }),
    uniqueIndex("account_username_key").on(sql`lower(${table.username})`),
    uniqueIndex("account_email_key").on(sql`lower(${table.email})`),
  ],
);

/** Which accounts work in which practice, and as what. */
export const membership = pgTable(
  "membership",
  {
    practiceId: uuid("practice_id").notNull(),
    accountId: uuid("account_id").notNull(),
    role: text("role", { enum: ["owner", "clinician", "reception", "viewer"] }).notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "membership_pkey", columns: [table.practiceId, table.accountId] }),
    foreignKey({
      name: "membership_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
    foreignKey({
      name: "membership_account_fkey",
      columns: [table.accountId],
      foreignColumns: [account.id],
    }),
    check("membership_role_check", sql`${table.role} in ('owner', 'clinician', 'reception', 'viewer')`),
    index("membership_account_idx").on(table.accountId),
  ],
);

/** One log-in: a family of refresh tokens that ends as a whole. */
export const session = pgTable(
  "session",
  {
    id: recordId(),
    accountId: uuid("account_id").notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    lastSeenAt: instant("last_seen_at").notNull().default(sql`now()`),
    endedAt: instant("ended_at"),
  },
  (table) => [
    primaryKey({ name: "session_pkey", columns: [table.id] }),
    foreignKey({
      name: "session_account_fkey",
      columns: [table.accountId],
      foreignColumns: [account.id],
    }),
    index("session_account_idx").on(table.accountId),
  ],
);

/** Refresh tokens are kept as SHA-256 only. A used one stays until it expires, so that its re-use is seen. */
export const refreshToken = pgTable(
  "refresh_token",
  {
    hash: bytea("hash").notNull(),
    sessionId: uuid("session_id").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    primaryKey({ name: "refresh_token_pkey", columns: [table.hash] }),
    foreignKey({
      name: "refresh_token_session_fkey",
      columns: [table.sessionId],
      foreignColumns: [session.id],
    }).onDelete("cascade"),
    index("refresh_token_session_idx").on(table.sessionId),
    index("refresh_token_expiry_idx").on(table.expiresAt),
  ],
);
