import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { MedicationId } from "../ids.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { type Concept, datedIndex, happenedAt } from "./clinical.ts";
import { instant } from "./columns.ts";
import { oneOf } from "./keys.ts";

/**
 * The practice's own order, or a statement that the patient takes it. FHIR's MedicationRequest and
 * MedicationStatement.
 */
export const medicationKinds = ["order", "statement"] as const;
export const medicationStatuses = ["active", "on-hold", "completed", "stopped"] as const;
/** Units of FHIR's Timing, which are UCUM codes. */
export const periodUnits = ["h", "d", "wk", "mo"] as const;

/** Decimals are texts, to keep their digits. */
export type Quantity = { number: string; unit: string | null };
/** The number of times in a period: 2 times in 1 d. */
export type Timing = { frequency: number; period: number; periodUnit: (typeof periodUnits)[number] };

/** A drug that a patient takes or took. */
export const medication = pgTable(
  "medication",
  {
    ...chartedColumns<MedicationId>(),
    kind: text("kind", { enum: medicationKinds }).notNull(),
    drug: jsonb("drug").$type<Concept>().notNull(),
    status: text("status", { enum: medicationStatuses }).notNull(),
    dose: jsonb("dose").$type<Quantity>(),
    /** The dosage in words. */
    dosage: text("dosage"),
    route: jsonb("route").$type<Concept>(),
    timing: jsonb("timing").$type<Timing>(),
    /** A year, a month or a day. */
    from: text("from_date"),
    until: text("until_date"),
    endReason: text("end_reason"),
    /** The reason for prescribing despite a warning. */
    overrideReason: text("override_reason"),
    note: text("note"),
    recordedAt: instant("recorded_at").notNull(),
    happenedAt: happenedAt("recorded_at"),
  },
  (table) => [
    ...chartedKeys("medication", table),
    datedIndex("medication", table),
    check(
      "medication_codes_check",
      sql`${oneOf(table.kind, medicationKinds)} and ${oneOf(table.status, medicationStatuses)}`,
    ),
    check(
      "medication_end_check",
      sql`(${table.status} <> 'stopped' or ${table.endReason} is not null)
        and (${table.endReason} is null or ${table.status} in ('completed', 'stopped', 'on-hold'))`,
    ),
  ],
);
