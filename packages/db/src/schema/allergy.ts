import { sql } from "drizzle-orm";
import { boolean, check, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { AllergyId } from "../ids.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { type Concept, datedIndex, happenedAt } from "./clinical.ts";
import { instant } from "./columns.ts";
import type { severities } from "./condition.ts";
import { oneOf } from "./keys.ts";

/** Codes of FHIR's AllergyIntolerance. */
export const allergyCategories = ["food", "medication", "environment", "biologic"] as const;
export const allergyCriticalities = ["low", "high", "unable-to-assess"] as const;
export const allergyStatuses = ["active", "inactive", "resolved"] as const;
export const allergyVerifications = ["unconfirmed", "confirmed", "refuted"] as const;

export type Reaction = { manifestation: Concept; severity: (typeof severities)[number] | null };

/**
 * An allergy or intolerance of a patient, or the statement that none is known. The trigger `check_none_known` refuses
 * an active statement beside an active allergy.
 */
export const allergy = pgTable(
  "allergy",
  {
    ...chartedColumns<AllergyId>(),
    isNoneKnown: boolean("is_none_known").notNull().default(false),
    substance: jsonb("substance").$type<Concept>().notNull(),
    category: text("category", { enum: allergyCategories }),
    criticality: text("criticality", { enum: allergyCriticalities }),
    reactions: jsonb("reactions").$type<Reaction[]>().notNull(),
    clinicalStatus: text("clinical_status", { enum: allergyStatuses }).notNull(),
    verificationStatus: text("verification_status", { enum: allergyVerifications }).notNull(),
    /** A year, a month or a day. */
    onset: text("onset"),
    note: text("note"),
    recordedAt: instant("recorded_at").notNull(),
    happenedAt: happenedAt("recorded_at"),
  },
  (table) => [
    ...chartedKeys("allergy", table),
    datedIndex("allergy", table),
    uniqueIndex("allergy_none_known_key")
      .on(table.practiceId, table.patientId)
      .where(
        sql`${table.isNoneKnown} and ${table.clinicalStatus} = 'active' and ${table.errorReason} is null`,
      ),
    check(
      "allergy_codes_check",
      sql`${oneOf(table.category, allergyCategories)}
        and ${oneOf(table.criticality, allergyCriticalities)}
        and ${oneOf(table.clinicalStatus, allergyStatuses)}
        and ${oneOf(table.verificationStatus, allergyVerifications)}`,
    ),
  ],
);
