import { sql } from "drizzle-orm";
import { index, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import type { AccountId, AssignmentId, DoctorId, PatientId } from "../ids.ts";
import { account } from "./account.ts";
import { changeStamps, inPractice, instant, updatedBy } from "./columns.ts";
import { doctor } from "./doctor.ts";
import { keyOf, refersInPractice, refersTo } from "./keys.ts";
import { patient } from "./patient.ts";

/** A doctor treats a patient. The composite key keeps the row inside the patient's practice. */
export const assignment = pgTable(
  "assignment",
  {
    ...inPractice<AssignmentId>(),
    patientId: uuid("patient_id").$type<PatientId>().notNull(),
    doctorId: uuid("doctor_id").$type<DoctorId>().notNull(),
    reasonForVisit: text("reason_for_visit"),
    assignedBy: uuid("assigned_by").$type<AccountId>().notNull(),
    assignedAt: instant("assigned_at").notNull().default(sql`now()`),
    ...changeStamps(),
    updatedBy: updatedBy(),
  },
  (table) => [
    keyOf(table.practiceId, table.id),
    // The doctor comes first, so that this index also lists a doctor's patients. The index below lists a
    // patient's doctors.
    unique("assignment_pair_key").on(table.practiceId, table.doctorId, table.patientId),
    refersInPractice(table, "patientId", patient),
    refersTo(table.doctorId, doctor),
    refersTo(table.assignedBy, account),
    index("assignment_patient_idx").on(table.practiceId, table.patientId, table.id),
    index("assignment_practice_doctor_idx").on(table.practiceId, table.doctorId, table.id),
    index("assignment_doctor_idx").on(table.doctorId),
  ],
);
