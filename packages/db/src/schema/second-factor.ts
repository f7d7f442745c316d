import { bigint, boolean, index, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, createdAt, instant } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";

/** An authenticator app's shared secret (RFC 6238), encrypted with a key that is not in the database. */
export const totpFactor = pgTable(
  "totp_factor",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    /** AES-256-GCM: 12 bytes nonce, the ciphertext, 16 bytes tag. */
    secret: bytea("secret").notNull(),
    createdAt: createdAt(),
    /** Null until a first code has confirmed that the app has the secret. Until then the factor is inactive. */
    confirmedAt: instant("confirmed_at"),
    /** The 30-second step of the last accepted code, so that no code is accepted twice. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  },
  (table) => [keyOf(table.accountId), refersTo(table.accountId, account).onDelete("cascade")],
);

/** For use when the device is lost. Each code works once and is stored only as a hash. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    hash: bytea("hash").notNull(),
    createdAt: createdAt(),
    usedAt: instant("used_at"),
  },
  (table) => [keyOf(table.accountId, table.hash), refersTo(table.accountId, account).onDelete("cascade")],
);

/** A WebAuthn credential, which authenticates a device without a shared secret. */
export const passkey = pgTable(
  "passkey",
  {
    /** The credential's id, in base64url. */
    id: text("id").notNull(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    name: text("name").notNull(),
    /** Encoded as a COSE key. */
    publicKey: bytea("public_key").notNull(),
    /** The authenticator's signature counter, if it has one. A lower value indicates a cloned device. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    isBackedUp: boolean("is_backed_up").notNull(),
    createdAt: createdAt(),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [
    keyOf(table.id),
    refersTo(table.accountId, account).onDelete("cascade"),
    index("passkey_account_idx").on(table.accountId),
  ],
);
