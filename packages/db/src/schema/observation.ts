import { type SQL, sql } from "drizzle-orm";
import { boolean, check, index, jsonb, numeric, pgTable, text } from "drizzle-orm/pg-core";
import type { ObservationId } from "../ids.ts";
import { chartedColumns, chartedKeys } from "./charted.ts";
import { type Concept, happenedAt } from "./clinical.ts";
import { instant } from "./columns.ts";
import { oneOf } from "./keys.ts";

/** Codes of FHIR's Observation. */
export const observationCategories = [
  "vital-signs",
  "laboratory",
  "survey",
  "social-history",
  "exam",
  "imaging",
  "procedure",
  "therapy",
  "activity",
] as const;
export const observationStatuses = ["preliminary", "final", "amended"] as const;
export const interpretations = [
  "normal",
  "abnormal",
  "low",
  "high",
  "critical-low",
  "critical-high",
  // How a germ responds to a drug.
  "susceptible",
  "susceptible-dose-dependent",
  "intermediate",
  "resistant",
] as const;

/** FHIR's Quantity comparator: the measured value is less or more than the number. */
const comparators = ["<", "<=", ">=", ">"] as const;
type Comparator = (typeof comparators)[number];

/** A component's value. Decimals are texts, to keep their digits. */
export type ComponentValue =
  | { kind: "quantity"; number: string; unit: string | null; comparator?: Comparator | null }
  | { kind: "concept"; concept: Concept }
  | { kind: "text"; text: string }
  | { kind: "boolean"; boolean: boolean };

/** A number in the unit used to compare values of its kind. */
type Canonical = { number: string; unit: string };

/** Rows of earlier versions of the server lack `canonical` and `comparator`. */
export type Component = { code: Concept; value: ComponentValue; canonical?: Canonical | null };
export type ReferenceRange = { low: string | null; high: string | null; text: string | null };

/** The kind of an observation as one text: its code, or else its words without case. */
export const observationKey = (code: SQL) =>
  sql`(coalesce((${code} #>> '{coding,system}') || '|' || (${code} #>> '{coding,code}'), lower(${code} ->> 'text')))`;

/** A measurement, test or answer: one value, or several in components. */
export const observation = pgTable(
  "observation",
  {
    ...chartedColumns<ObservationId>(),
    code: jsonb("code").$type<Concept>().notNull(),
    category: text("category", { enum: observationCategories }),
    status: text("status", { enum: observationStatuses }).notNull(),
    /** With the digits as entered: 6.30 stays 6.30. */
    valueNumber: numeric("value_number"),
    valueUnit: text("value_unit"),
    /** Null: the number is exact. */
    valueComparator: text("value_comparator", { enum: comparators }),
    /** The value in the unit used to compare all values of its code. Null if there is no such unit. */
    canonicalNumber: numeric("canonical_number"),
    canonicalUnit: text("canonical_unit"),
    valueConcept: jsonb("value_concept").$type<Concept>(),
    valueText: text("value_text"),
    valueBoolean: boolean("value_boolean"),
    components: jsonb("components").$type<Component[]>().notNull(),
    referenceRange: jsonb("reference_range").$type<ReferenceRange>(),
    interpretation: text("interpretation", { enum: interpretations }),
    /** The interpretation follows from the reference range. */
    isInterpretationComputed: boolean("is_interpretation_computed").notNull(),
    note: text("note"),
    effectiveAt: instant("effective_at").notNull(),
    happenedAt: happenedAt("effective_at"),
  },
  (table) => [
    ...chartedKeys("observation", table),
    // For the latest value of each vital sign, and for trends.
    index("observation_code_idx")
      .on(table.practiceId, table.patientId, observationKey(sql`${table.code}`), table.happenedAt, table.id)
      .where(sql`${table.errorReason} is null`),
    check(
      "observation_codes_check",
      sql`${oneOf(table.category, observationCategories)}
        and ${oneOf(table.status, observationStatuses)}
        and ${oneOf(table.interpretation, interpretations)}`,
    ),
    check(
      "observation_canonical_check",
      sql`num_nonnulls(${table.canonicalNumber}, ${table.canonicalUnit}) in (0, 2)`,
    ),
    check(
      "observation_comparator_check",
      sql`${table.valueComparator} is null or (${table.valueNumber} is not null and ${table.valueComparator} in ('<', '<=', '>=', '>'))`,
    ),
    check(
      "observation_value_check",
      sql`num_nonnulls(${table.valueNumber}, ${table.valueConcept}, ${table.valueText}, ${table.valueBoolean}) <= 1
        and (${table.valueUnit} is null or ${table.valueNumber} is not null)`,
    ),
  ],
);
