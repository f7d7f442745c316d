import { hashId } from "../../field/hash-id.ts";
import type { PracticeId } from "../../field/ids.ts";
import type { CellProblems } from "../cell-problems.ts";
import type { ImportedClinicalType } from "../staging.ts";
import type { ReadFields } from "./kinds.ts";

/** What a row says of a record. */
export type RecordInput = {
  line: number;
  /** Tells the row from others of its kind and source. */
  identity: string;
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
  /** A part of a blood pressure: its code, and when it was measured. */
  part?: { code: string; instant: string };
  /** What is wrong with its cells, if they were read before. */
  problems?: CellProblems;
  /** The input of the API, not yet checked. */
  fields: Record<string, unknown>;
  /** The same, checked. Missing if it has been joined since. */
  read?: ReadFields;
};

type Source = { practiceId: PracticeId; source: string };

/** The same id for the same row of a source, so that a repeated import finds the record. */
export const recordIdOf = ({ practiceId, source }: Source, type: ImportedClinicalType, identity: string) =>
  hashId([practiceId, source, type, identity].join("\n"));
