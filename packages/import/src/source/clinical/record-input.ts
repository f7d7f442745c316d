import type { CellProblems } from "../problems.ts";
import type { ReadFields } from "./kinds.ts";
import type { UnitReading } from "./measured-value.ts";

/** A row of a blood pressure is one of the two. */
export type PressurePart = "systolic" | "diastolic";

/** The keys of a row. */
export type RowIdentity = {
  line: number;
  /** Unique among rows of the same kind and source. */
  identity: string;
  /** Unique among rows without an identifier, of one patient and encounter. */
  apart?: string | undefined;
  /** The rest of such a row's content. Only rows with equal content are one record. */
  content?: string | undefined;
};

/** The content of a row about a record. */
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
  /** Cells with dates that become part of a text. */
  dates?: Record<string, string>;
  /** A part of a blood pressure: its code, and its time. Null: it stays alone. */
  part?: { code: string; instant: string | null };
  /** The row names a panel, whose values are other rows, and is no record. */
  isHeading?: boolean;
  /** The rows of a blood pressure: one of them, or both if they were joined. */
  pressures?: Partial<Record<PressurePart, RowIdentity>>;
  /** Problems of cells that were read before. */
  problems?: CellProblems;
  /** How its unit was read, if it is not UCUM's. */
  unit?: UnitReading | undefined;
  /** The unchecked input of the API. */
  fields: Record<string, unknown>;
  /** The checked input. Missing if it has been joined since. */
  read?: ReadFields;
};
