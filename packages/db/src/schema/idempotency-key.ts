import { index, json, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";
import { bytea, instant } from "./columns.ts";

/** What a mutation answered under a caller's `Idempotency-Key`, so that the same call again has the same answer. */
export const idempotencyKey = pgTable(
  "idempotency_key",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    key: text("key").notNull(),
    /** The path of the procedure. */
    action: text("action").notNull(),
    /** SHA-256 of what the procedure was given. */
    inputHash: bytea("input_hash").notNull(),
    /** `ok`, or the code of the error that was answered. */
    outcome: text("outcome").notNull(),
    /** The output, or the details of the error; null where there are none. As it was written, so no `jsonb`. */
    answer: json("answer"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "idempotency_key_pkey", columns: [table.accountId, table.key] }),
    index("idempotency_key_created_idx").on(table.createdAt),
  ],
);
