import { hashId } from "../../../../kernel/field/hash-id.ts";
import type { PracticeId } from "../../../../kernel/field/ids.ts";
import type { CellProblems } from "../problems.ts";
import type { ImportedClinicalType, PressurePart } from "../staging.ts";
import type { ReadFields } from "./kinds.ts";
import type { UnitReading } from "./measured-value.ts";

/** What a row is known by. */
export type RowIdentity = {
  line: number;
  /** Tells the row from others of its kind and source. */
  identity: string;
  /** Tells a row without an identifier from others of its patient and encounter. */
  apart?: string | undefined;
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

type Source = { practiceId: PracticeId; source: string };

/** The same id for the same row of a source, so that a repeated import finds the record. */
export const recordIdOf = ({ practiceId, source }: Source, type: ImportedClinicalType, identity: string) =>
  hashId([practiceId, source, type, identity].join("\n"));

/**
 * The id of a record of two rows. It has a part of the id of each, so that a later import finds it by one of them. The
 * digits between them tell it from the ids of rows.
 */
export const joinedIdOf = (systolic: string, diastolic: string) =>
  `${systolic.slice(0, 14)}${joinedMark}${diastolic.slice(18)}`;
export const joinedMark = "8000";
