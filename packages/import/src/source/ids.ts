import { hashId } from "@caretype/core/kernel/field/hash-id";
import { AppointmentId, type PracticeId } from "@caretype/core/kernel/field/ids";
import type { ImportedClinicalType } from "./clinical/types.ts";

type Source = { practiceId: PracticeId; source: string };

/** Derives the same id for the same row of a source, so that a repeated import finds the record. */
export const recordIdOf = ({ practiceId, source }: Source, type: ImportedClinicalType, identity: string) =>
  hashId([practiceId, source, type, identity].join("\n"));

/**
 * Derives the id of a record of two rows. It has a part of each row's id, so that a later import finds it by one of
 * them. The digits between them distinguish it from rows' ids.
 */
export const joinedIdOf = (systolic: string, diastolic: string) =>
  `${systolic.slice(0, 14)}${joinedMark}${diastolic.slice(18)}`;
export const joinedMark = "8000";

/** Derives the same id for the same appointment of a source, so that a repeated import finds it. */
export const importedId = (practiceId: PracticeId, source: string, value: string): AppointmentId =>
  AppointmentId.parse(hashId(`${practiceId} ${source} ${value}`));
