import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, createdAt, instant, recordId } from "./columns.ts";
import { keyOf, oneOf, refersTo } from "./keys.ts";

/** The purposes of one-time tokens. */
export const tokenPurposes = [
  "register",
  "verify_email",
  "change_email",
  "reset_password",
  "unlock",
  "invitation",
  "second_factor",
  "passkey_registration",
  "passkey_login",
  "login_code",
] as const;

/**
 * Tokens of emailed links, and of sign-ins with several steps. Tokens are not stored. A link's token is derived from
 * the row's id with a key outside the database. So an email can be sent later, and a reader of the database cannot
 * follow its link.
 */
export const oneTimeToken = pgTable(
  "one_time_token",
  {
    id: recordId(),
    purpose: text("purpose", { enum: tokenPurposes }).notNull(),
    /** SHA-256 of the token. */
    hash: bytea("hash").notNull(),
    /** Null if there is no account yet. */
    accountId: uuid("account_id").$type<AccountId>(),
    /** The address that the token verifies. Null if none. */
    email: text("email"),
    /** Data for its use, such as the pending registration. */
    payload: jsonb("payload"),
    failures: integer("failures").notNull().default(0),
    createdAt: createdAt(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [
    keyOf(table.id),
    uniqueIndex("one_time_token_hash_key").on(table.hash),
    refersTo(table.accountId, account).onDelete("cascade"),
    check("one_time_token_purpose_check", oneOf(table.purpose, tokenPurposes)),
    index("one_time_token_account_idx").on(table.accountId, table.purpose),
    index("one_time_token_email_idx").on(sql`lower(${table.email})`, table.purpose),
    index("one_time_token_expiry_idx").on(table.expiresAt),
  ],
);
