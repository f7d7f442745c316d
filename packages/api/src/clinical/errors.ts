import type { schema } from "@caretype/db";

declare module "../error/domain-error.ts" {
  interface FeatureDetails {
    /** The record's status, for a step that it does not allow. */
    recordStatus?: string;
    /** The kinds and numbers of a patient's clinical records, for `PATIENT_HAS_RECORDS`. */
    records?: RecordCount[];
  }
}

export type RecordCount = {
  /** The kind of the records. */
  kind: schema.ClinicalType;
  /** How many records of the kind the patient has, those in error included. */
  count: number;
};
