import { sql } from "drizzle-orm";
import { bigint, boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";
import { account } from "./account.ts";
import { bytea, instant } from "./columns.ts";

/** An authenticator app's shared secret (RFC 6238), encrypted with a key that is not in the database. */
export const totpFactor = pgTable(
  "totp_factor",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    /** AES-256-GCM: 12 bytes nonce, the ciphertext, 16 bytes tag. */
    secret: bytea("secret").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    /** Null until a first code has shown that the app has the secret: until then it guards nothing. */
    confirmedAt: instant("confirmed_at"),
    /** The step of 30 seconds whose code was used last: no code is taken twice. */
    lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  },
  (table) => [
    primaryKey({ name: "totp_factor_pkey", columns: [table.accountId] }),
    foreignKey({
      name: "totp_factor_account_fkey",
      columns: [table.accountId],
      foreignColumns: [account.id],
    }).onDelete("cascade"),
  ],
);

/** For who has lost the device: each is good once, and kept as a hash only. */
export const recoveryCode = pgTable(
  "recovery_code",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    hash: bytea("hash").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    usedAt: instant("used_at"),
  },
  (table) => [
    primaryKey({ name: "recovery_code_pkey", columns: [table.accountId, table.hash] }),
    foreignKey({
      name: "recovery_code_account_fkey",
      columns: [table.accountId],
      foreignColumns: [account.id],
    }).onDelete("cascade"),
  ],
);

/** A WebAuthn credential: what proves somebody's device, without a secret of ours. */
export const passkey = pgTable(
  "passkey",
  {
    /** The credential's id, in base64url. */
    id: text("id").notNull(),
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    name: text("name").notNull(),
    /** In COSE's encoding. */
    publicKey: bytea("public_key").notNull(),
    /** Of signatures, where the authenticator counts them: one that falls back is a copy. */
    counter: bigint("counter", { mode: "number" }).notNull(),
    transports: text("transports").array().notNull(),
    isBackedUp: boolean("is_backed_up").notNull(),
    createdAt: instant("created_at").notNull().default(sql`now()`),
    lastUsedAt: instant("last_used_at"),
  },
  (table) => [
    primaryKey({ name: "passkey_pkey", columns: [table.id] }),
    foreignKey({
      name: "passkey_account_fkey",
      columns: [table.accountId],
      foreignColumns: [account.id],
    }).onDelete("cascade"),
    index("passkey_account_idx").on(table.accountId),
  ],
);
