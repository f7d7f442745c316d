import { type NoteDraftId, type NoteId, noteDraftId, type PatientId } from "@caretype/client";
import type { KeptPlace } from "../clinical/kept-text.ts";
import { useMe, usePractice } from "../session/use-practice.ts";

/** Where this device keeps texts of notes about a patient that the server does not have yet. */
export type NotePlace = Omit<KeptPlace, "name">;

export function useNotePlace(patientId: PatientId): NotePlace {
  const accountId = useMe().id;
  const practiceId = usePractice()?.id ?? "";
  return { accountId, practiceId, patientId };
}

const draftPrefix = "draft.";

export const draftName = (id: NoteDraftId) => `${draftPrefix}${id}`;
export const additionName = (id: NoteId) => `addition.${id}`;

/** The draft of a text; null for another text. */
export function draftIn(name: string): NoteDraftId | null {
  const id = name.slice(draftPrefix.length);
  return name.startsWith(draftPrefix) && noteDraftId.is(id) ? id : null;
}
