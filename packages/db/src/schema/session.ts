import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId, SessionId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, createdAt, instant, recordId } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";

/** One sign-in: a family of refresh tokens that ends as a whole. */
export const session = pgTable(
  "session",
  {
    id: recordId<SessionId>(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    address: text("address"),
    userAgent: text("user_agent"),
    createdAt: createdAt(),
    lastSeenAt: instant("last_seen_at").notNull().default(sql`now()`),
    /** When its account last authenticated with a password or a passkey. */
    authenticatedAt: instant("authenticated_at").notNull().default(sql`now()`),
    /** The last use of a second factor in this session. Null: never. */
    secondFactorAt: instant("second_factor_at"),
    endedAt: instant("ended_at"),
    /** The idle timeout of a cookie session. Null: the server's setting. */
    idleSeconds: integer("idle_seconds"),
    /** The maximum lifetime of a cookie session. */
    maxSeconds: integer("longest_seconds"),
  },
  (table) => [
    keyOf(table.id),
    refersTo(table.accountId, account),
    index("session_account_idx").on(table.accountId, table.id),
  ],
);

/** Refresh tokens, stored only as SHA-256. A used one stays until it expires, so that reuse is detected. */
export const refreshToken = pgTable(
  "refresh_token",
  {
    hash: bytea("hash").notNull(),
    sessionId: uuid("session_id").$type<SessionId>().notNull(),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    keyOf(table.hash),
    refersTo(table.sessionId, session).onDelete("cascade"),
    index("refresh_token_session_idx").on(table.sessionId),
    index("refresh_token_expiry_idx").on(table.expiresAt),
  ],
);
