import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ImmunizationId } from "../ids.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { beginOf, type Concept, happenedAt } from "./clinical.ts";
import { oneOf } from "./keys.ts";

/** Codes of FHIR's Immunization. */
export const immunizationStatuses = ["completed", "not-done"] as const;

/** A vaccine that a patient got, or did not get. */
export const immunization = pgTable(
  "immunization",
  {
    ...chartedColumns<ImmunizationId>(),
    vaccine: jsonb("vaccine").$type<Concept>().notNull(),
    status: text("status", { enum: immunizationStatuses }).notNull(),
    statusReason: text("status_reason"),
    /** A year, a month or a day. */
    occurred: text("occurred").notNull(),
    doseNumber: integer("dose_number"),
    lotNumber: text("lot_number"),
    /** A year, a month or a day. */
    expires: text("expires"),
    manufacturer: text("manufacturer"),
    site: jsonb("site").$type<Concept>(),
    route: jsonb("route").$type<Concept>(),
    note: text("note"),
    happenedAt: happenedAt(beginOf("occurred")),
  },
  (table) => [
    ...chartedKeys("immunization", table),
    check(
      "immunization_status_check",
      sql`${oneOf(table.status, immunizationStatuses)}
        and (${table.status} = 'not-done') = (${table.statusReason} is not null)`,
    ),
    check("immunization_dose_check", sql`${table.doseNumber} between 1 and 99`),
  ],
);
