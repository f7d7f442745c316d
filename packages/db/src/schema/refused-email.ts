import { sql } from "drizzle-orm";
import { foreignKey, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { PracticeId } from "../ids.ts";
import { instant } from "./columns.ts";
import { practice } from "./practice.ts";

/** Patients' addresses that a mail server refused for good, until it accepts one or somebody has tried it. */
export const refusedEmail = pgTable(
  "refused_email",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    /** In small letters. */
    email: text("email").notNull(),
    refusedAt: instant("refused_at").notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: "refused_email_pkey", columns: [table.practiceId, table.email] }),
    foreignKey({
      name: "refused_email_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
  ],
);
