import { index, json, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { AccountId } from "../ids.ts";
import { bytea, instant } from "./columns.ts";
import { keyOf } from "./keys.ts";

/** The answer of a mutation with an `Idempotency-Key`, so that a repeated call gets the same answer. */
export const idempotencyKey = pgTable(
  "idempotency_key",
  {
    accountId: uuid("account_id").$type<AccountId>().notNull(),
    key: text("key").notNull(),
    /** The procedure's path. */
    action: text("action").notNull(),
    /** SHA-256 of the procedure's input. */
    inputHash: bytea("input_hash").notNull(),
    /** `ok`, or the error's code. */
    outcome: text("outcome").notNull(),
    /**
     * The output, or the error's details.
     * Null if there are none. `json` instead of `jsonb`, to keep it as written.
     */
    answer: json("answer"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [keyOf(table.accountId, table.key), index("idempotency_key_created_idx").on(table.createdAt)],
);
