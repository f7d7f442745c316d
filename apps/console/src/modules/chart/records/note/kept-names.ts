import { type NoteDraftId, type NoteId, noteDraftId } from "@caretype/client";
import { plainText } from "./parse-note.ts";

const draftPrefix = "draft.";

/** Storage keys of note texts that the server does not have yet. */
export const draftName = (id: NoteDraftId) => `${draftPrefix}${id}`;
export const additionName = (id: NoteId) => `addition.${id}`;

/** A text's draft; null for another kind of text. */
export function draftIn(name: string): NoteDraftId | null {
  const id = name.slice(draftPrefix.length);
  return name.startsWith(draftPrefix) && noteDraftId.is(id) ? id : null;
}

const most = 80;

/** The first words of a note. */
export function beginningOf(text: string): string {
  const line = plainText(text);
  return line.length > most ? `${line.slice(0, most).trimEnd()}…` : line;
}
