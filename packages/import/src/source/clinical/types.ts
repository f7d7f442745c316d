import type { ClinicalType } from "@caretype/db/kinds";

/** The kinds of clinical records that imports create. Encounters first, because the others refer to them. */
export const importedClinicalTypes = [
  "encounter",
  "condition",
  "allergy",
  "observation",
  "medication",
  "immunization",
  "procedure",
  // Imported records are unsigned, and a note without a signature counts as tampered with.
  "note_draft",
] as const satisfies (ClinicalType | "note_draft")[];
export type ImportedClinicalType = (typeof importedClinicalTypes)[number];
