import type { ReactNode } from "react";
import { createStore } from "../behavior/store.ts";

export type Undo = () => Promise<unknown>;

export type UndoableChange = { message: ReactNode; undo: Undo };

/** The last change, if it can be undone: until it is, or any other one follows. */
export const lastChange = createStore<UndoableChange | null>(null);

/** The ids of the records that the last call has changed. */
export const changedIds = createStore<readonly string[]>([]);

/** What was the last change is no longer. Whoever made this one offers its own undo next. */
export function noteChanged(...told: unknown[]): void {
  lastChange.set(null);
  changedIds.set(told.flatMap(idsIn));
}

/** The id of a record, or those of a list. */
function idsIn(told: unknown): string[] {
  const { id, items }: { id?: unknown; items?: unknown } = Object(told);
  return [...(typeof id === "string" ? [id] : []), ...(Array.isArray(items) ? items.flatMap(idsIn) : [])];
}

/** How often a page or a dialog was opened. */
export const opened = createStore(0);
export const noteOpened = () => opened.set(opened.get() + 1);
