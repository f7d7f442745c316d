import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text } from "drizzle-orm/pg-core";
import type { ConditionId } from "../ids.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { type Concept, datedIndex, happenedAt } from "./clinical.ts";
import { instant } from "./columns.ts";
import { oneOf } from "./keys.ts";

/** Codes of FHIR's Condition. */
export const conditionCategories = ["problem-list-item", "encounter-diagnosis"] as const;
export const conditionStatuses = [
  "active",
  "recurrence",
  "relapse",
  "inactive",
  "remission",
  "resolved",
] as const;
export const conditionVerifications = [
  "unconfirmed",
  "provisional",
  "differential",
  "confirmed",
  "refuted",
] as const;
export const severities = ["mild", "moderate", "severe"] as const;

export const condition = pgTable(
  "condition",
  {
    ...chartedColumns<ConditionId>(),
    code: jsonb("code").$type<Concept>().notNull(),
    category: text("category", { enum: conditionCategories }).notNull(),
    clinicalStatus: text("clinical_status", { enum: conditionStatuses }).notNull(),
    verificationStatus: text("verification_status", { enum: conditionVerifications }).notNull(),
    severity: text("severity", { enum: severities }),
    /** A year, a month or a day. */
    onset: text("onset"),
    abatement: text("abatement"),
    note: text("note"),
    recordedAt: instant("recorded_at").notNull(),
    happenedAt: happenedAt("recorded_at"),
  },
  (table) => [
    ...chartedKeys("condition", table),
    datedIndex("condition", table),
    check(
      "condition_codes_check",
      sql`${oneOf(table.category, conditionCategories)}
        and ${oneOf(table.clinicalStatus, conditionStatuses)}
        and ${oneOf(table.verificationStatus, conditionVerifications)}
        and ${oneOf(table.severity, severities)}`,
    ),
    check(
      "condition_abatement_check",
      sql`${table.abatement} is null or ${table.clinicalStatus} in ('inactive', 'remission', 'resolved')`,
    ),
  ],
);
