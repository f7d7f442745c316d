import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import type { DoctorId, ProcedureId } from "../ids.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { beginOf, type Concept, happenedAt } from "./clinical.ts";
import { oneOf } from "./keys.ts";

/** Codes of FHIR's Procedure. */
export const procedureStatuses = [
  "preparation",
  "in-progress",
  "not-done",
  "on-hold",
  "stopped",
  "completed",
] as const;

/**
 * A procedure performed on a patient, such as an operation. The doctor may be removed, so there is no foreign key.
 */
export const procedure = pgTable(
  "procedure",
  {
    ...chartedColumns<ProcedureId>(),
    code: jsonb("code").$type<Concept>().notNull(),
    status: text("status", { enum: procedureStatuses }).notNull(),
    statusReason: text("status_reason"),
    /** A year, a month or a day. */
    performedFrom: text("performed_from"),
    performedUntil: text("performed_until"),
    doctorId: uuid("doctor_id").$type<DoctorId>(),
    bodySite: jsonb("body_site").$type<Concept>(),
    outcome: text("outcome"),
    note: text("note"),
    happenedAt: happenedAt(beginOf("performed_from")),
  },
  (table) => [
    ...chartedKeys("procedure", table),
    // For lists and the timeline, where these are sorted among the practice's days by when they were written.
    index("procedure_undated_idx")
      .on(table.practiceId, table.patientId, table.happenedAt, table.id)
      .where(sql`${table.performedFrom} is null`),
    check(
      "procedure_status_check",
      sql`${oneOf(table.status, procedureStatuses)}
        and (${table.status} not in ('not-done', 'stopped') or ${table.statusReason} is not null)`,
    ),
  ],
);
