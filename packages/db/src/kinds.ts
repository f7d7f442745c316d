// Pure: browsers name them.

/**
 * The tables of clinical records. Their rows are never deleted, except by an erasure: what was wrong is entered in
 * error. A patient who has some cannot be removed. A merge moves them.
 */
export const clinicalTypes = [
  "encounter",
  "condition",
  "allergy",
  "observation",
  "note",
  "medication",
  "immunization",
  "procedure",
] as const;
export type ClinicalType = (typeof clinicalTypes)[number];

/** The kinds of records that can be restricted. Whoever prescribes has to see each allergy. */
export const restrictableTypes = [
  "encounter",
  "condition",
  "observation",
  "note",
  "medication",
  "immunization",
  "procedure",
] as const satisfies ClinicalType[];

/** The fields with codes. */
export const codedFields = [
  "encounter.reason",
  "condition.code",
  "allergy.substance",
  "observation.code",
  "medication.drug",
  "immunization.vaccine",
  "procedure.code",
] as const;

/** The clinical records that a row of a table can be. They need `clinical:write`. */
export const clinicalTables = [
  "observation",
  "condition",
  "allergy",
  "medication",
  "immunization",
  "encounter",
] as const satisfies ClinicalType[];

/** What the rows of a table can be. */
export const tableRecords = ["patient", "doctor", "appointment", ...clinicalTables] as const;
