// Pure: browsers use it.

/**
 * The tables of clinical records. Only an erasure deletes their rows. Wrong records are marked as entered in error. A
 * patient with such records cannot be removed. A merge moves them.
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

/** Kinds of records that can be restricted. Allergies cannot, as every prescriber must see them. */
export const restrictableTypes = [
  "encounter",
  "condition",
  "observation",
  "note",
  "medication",
  "immunization",
  "procedure",
] as const satisfies ClinicalType[];

export const codedFields = [
  "encounter.reason",
  "condition.code",
  "allergy.substance",
  "observation.code",
  "medication.drug",
  "immunization.vaccine",
  "procedure.code",
] as const;

/** The clinical record types of a table's rows. They need `clinical:write`. */
export const clinicalTables = [
  "observation",
  "condition",
  "allergy",
  "medication",
  "immunization",
  "encounter",
] as const satisfies ClinicalType[];

export const tableRecords = ["patient", "doctor", "appointment", ...clinicalTables] as const;
