import { type NoteDraftId, type NoteId, noteDraftId } from "@caretype/client";

const draftPrefix = "draft.";

/** The names under which this device keeps texts of notes that the server does not have yet. */
export const draftName = (id: NoteDraftId) => `${draftPrefix}${id}`;
export const additionName = (id: NoteId) => `addition.${id}`;

/** The draft of a text; null for another text. */
export function draftIn(name: string): NoteDraftId | null {
  const id = name.slice(draftPrefix.length);
  return name.startsWith(draftPrefix) && noteDraftId.is(id) ? id : null;
}

const most = 80;

/** The first words of a text. */
export function beginningOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > most ? `${line.slice(0, most).trimEnd()}…` : line;
}
