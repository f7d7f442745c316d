import { sql } from "drizzle-orm";
import { pgTable, uuid } from "drizzle-orm/pg-core";
import type { AccountId, DoctorId, PatientId, RoomId, VisitTypeId } from "../ids.ts";
import { account } from "./account.ts";
import { instant, practiceId } from "./columns.ts";
import { keyOf, refersTo } from "./keys.ts";
import { practice } from "./practice.ts";

/** A practice's sample data. Kept after its removal, so that a restored patient is still marked as sample data. */
export const sampleData = pgTable(
  "sample_data",
  {
    practiceId: practiceId(),
    /** All patients ever in the sample, including removed and merged ones. */
    patientIds: uuid("patient_ids").array().$type<PatientId[]>().notNull(),
    /** What its appointments needed. The doctors: those who got opening hours. */
    visitTypeIds: uuid("visit_type_ids").array().$type<VisitTypeId[]>().notNull().default(sql`'{}'`),
    roomIds: uuid("room_ids").array().$type<RoomId[]>().notNull().default(sql`'{}'`),
    doctorIds: uuid("doctor_ids").array().$type<DoctorId[]>().notNull().default(sql`'{}'`),
    addedAt: instant("added_at").notNull().default(sql`now()`),
    addedBy: uuid("added_by").$type<AccountId>().notNull(),
    removedAt: instant("removed_at"),
  },
  (table) => [
    keyOf(table.practiceId),
    refersTo(table.practiceId, practice),
    refersTo(table.addedBy, account),
  ],
);
