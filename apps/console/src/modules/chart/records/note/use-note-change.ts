import { isErrorCode, type Note, type NoteId, type RouterOutputs } from "@caretype/client";
import { api, queryClient, readAgain } from "../../../../session/client/api.ts";
import { type KeyedChange, useKeyedChange } from "../../../../session/form/use-keyed-change.ts";

export const readNotesAgain = (): Promise<unknown> => readAgain(api.note.list, api.noteDraft.list);

type NoteChange<Input> = KeyedChange<Input, Note> & { id: NoteId };

/** Signs part of a note. Refetches the note if it has changed since the user saw it. */
export function useNoteChange<Input>({ id, ...change }: NoteChange<Input>) {
  return useKeyedChange({
    ...change,
    onError: (error) => {
      if (!isErrorCode(error, "SIGNED_CONTENT_CHANGED")) return;
      void queryClient.invalidateQueries(api.note.review.queryFilter({ id }));
    },
    onSettled: readNotesAgain,
  });
}

export type NoteStep = "sign" | "amend" | "enterInError";

export type Review = RouterOutputs["note"]["review"];

export type NoteFormProps = { note: Note; review: Review; onDone: () => void };
