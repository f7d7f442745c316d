import { sql } from "drizzle-orm";
import { check, foreignKey, index, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import type { AccountId, PatientId, PracticeId } from "../ids.ts";
import { account } from "./account.ts";
import { instant } from "./columns.ts";
import { practice } from "./practice.ts";

/**
 * Two patients who look alike and are different people. No foreign keys to them: a removed or merged patient may come
 * back, and is still a different person then.
 */
export const distinctPatients = pgTable(
  "distinct_patients",
  {
    practiceId: uuid("practice_id").$type<PracticeId>().notNull(),
    /** The lesser id of the two. */
    firstId: uuid("first_id").$type<PatientId>().notNull(),
    secondId: uuid("second_id").$type<PatientId>().notNull(),
    markedAt: instant("marked_at").notNull().default(sql`now()`),
    markedBy: uuid("marked_by").$type<AccountId>().notNull(),
  },
  (table) => [
    primaryKey({
      name: "distinct_patients_pkey",
      columns: [table.practiceId, table.firstId, table.secondId],
    }),
    foreignKey({
      name: "distinct_patients_practice_fkey",
      columns: [table.practiceId],
      foreignColumns: [practice.id],
    }),
    foreignKey({
      name: "distinct_patients_marked_by_fkey",
      columns: [table.markedBy],
      foreignColumns: [account.id],
    }),
    index("distinct_patients_second_idx").on(table.practiceId, table.secondId, table.firstId),
    check("distinct_patients_order_check", sql`${table.firstId} < ${table.secondId}`),
  ],
);
