import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { recordId, recordStamps } from "./columns.ts";

/** The tenant: every clinical row belongs to exactly one practice. */
export const practice = pgTable(
  "practice",
  { id: recordId(), name: text("name").notNull(), ...recordStamps() },
  (table) => [primaryKey({ name: "practice_pkey", columns: [table.id] })],
);
