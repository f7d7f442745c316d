import type { Note, RouterOutputs } from "@caretype/client";

/** What is signed of a note. */
export type NoteStep = "sign" | "amend" | "enterInError";

/** What a signature covers. */
export type Review = RouterOutputs["note"]["review"];

export type NoteFormProps = { note: Note; review: Review; onDone: () => void };
