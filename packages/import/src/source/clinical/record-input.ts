import type { CellProblems } from "../problems.ts";
import type { ReadFields } from "./kinds.ts";
import type { UnitReading } from "./measured-value.ts";

/** A row of a blood pressure is one of the two. */
export type PressurePart = "systolic" | "diastolic";

/** What a row is known by. */
export type RowIdentity = {
  line: number;
  /** Tells the row from others of its kind and source. */
  identity: string;
  /** Tells a row without an identifier from others of its patient and encounter. */
  apart?: string | undefined;
  /** What such a row says beside that. Only rows that say the same are one record. */
  content?: string | undefined;
};

/** What a row says of a record. */
export type RecordInput = RowIdentity & {
  /** The patient, as the source names them. */
  patient: string;
  /** The encounter's identifier in the source. Null: none. */
  encounter: string | null;
  /** The encounter's id, if the source knows it. */
  encounterId?: string | null;
  /** For an encounter. */
  provider?: string;
  /** The cells with identifiers, by column. */
  identifiers: Record<string, string>;
  /** The cells with dates that become part of a text. */
  dates?: Record<string, string>;
  /** A part of a blood pressure: its code, and when it was measured. Null: it stays alone. */
  part?: { code: string; instant: string | null };
  /** It names a panel, whose values are other rows, and is no record. */
  isHeading?: boolean;
  /** The rows of a blood pressure: one of them, or both if they were joined. */
  pressures?: Partial<Record<PressurePart, RowIdentity>>;
  /** What is wrong with its cells, if they were read before. */
  problems?: CellProblems;
  /** How its unit was read, if another one was written. */
  unit?: UnitReading | undefined;
  /** The input of the API, not yet checked. */
  fields: Record<string, unknown>;
  /** The same, checked. Missing if it has been joined since. */
  read?: ReadFields;
};
