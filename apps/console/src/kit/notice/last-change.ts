import type { ReactNode } from "react";
import { createStore } from "../behavior/store.ts";

export type Undo = () => Promise<unknown>;

/** `ids`: the records that it can change back. */
export type UndoableChange = { message: ReactNode; undo: Undo; ids: readonly string[] };

/** What can be undone, the last change last: until it is, its records change again, or a change without undo follows. */
export const undoable = createStore<readonly UndoableChange[]>([]);

/** The ids of the records that the last call has changed. */
export const changedIds = createStore<readonly string[]>([]);

/** What could be undone before the change that is being made. */
let earlier: readonly UndoableChange[] = [];
let isUndoing = false;

/** Hides what came before a change until `noteDone` says that this one can be undone, too. An undo is no change. */
export function noteChanged(...told: unknown[]): void {
  const ids = told.flatMap(idsIn);
  const others = undoable.get().filter((each) => !each.ids.some((id) => ids.includes(id)));
  earlier = others;
  undoable.set(isUndoing ? others : []);
  changedIds.set(ids);
}

export function noteDone(change: UndoableChange | undefined): void {
  if (change) undoable.set([...earlier, change]);
  earlier = [];
}

export function runUndo(undo: Undo): Promise<unknown> {
  isUndoing = true;
  return undo().finally(() => {
    isUndoing = false;
  });
}

/** Undoes each in turn. When it is repeated, it goes on where it stopped. */
export function undoEach<Item>(items: readonly Item[], undo: (item: Item) => Promise<unknown>): Undo {
  let undone = 0;
  return async () => {
    for (const item of items.slice(undone)) {
      await undo(item);
      undone += 1;
    }
  };
}

/** The id of a record, or those of a list. */
function idsIn(told: unknown): string[] {
  const { id, items }: { id?: unknown; items?: unknown } = Object(told);
  return [...(typeof id === "string" ? [id] : []), ...(Array.isArray(items) ? items.flatMap(idsIn) : [])];
}

/** How often a page or a dialog was opened. */
export const opened = createStore(0);
export const noteOpened = () => opened.set(opened.get() + 1);
