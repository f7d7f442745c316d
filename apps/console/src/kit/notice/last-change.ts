import type { ReactNode } from "react";
import { createStore } from "../behavior/store.ts";

export type Undo = () => Promise<unknown>;

/** `ids`: the records that the undo restores. */
export type UndoableChange = { message: ReactNode; undo: Undo; ids: readonly string[] };

/**
 * Changes that can be undone, the newest last. An entry is dropped when its records change again, or a change without
 * undo follows.
 */
export const undoable = createStore<readonly UndoableChange[]>([]);

/** The ids of records changed by the last call. */
export const changedIds = createStore<readonly string[]>([]);

/** The entries before the pending change. */
let earlier: readonly UndoableChange[] = [];
let isUndoing = false;

/** Drops earlier entries until `noteDone` reports that this change can be undone, too. An undo is no change. */
export function noteChanged(...values: unknown[]): void {
  const ids = values.flatMap(idsIn);
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

/** Undoes each in turn. A retry continues where it stopped. */
export function undoEach<Item>(items: readonly Item[], undo: (item: Item) => Promise<unknown>): Undo {
  let undone = 0;
  return async () => {
    for (const item of items.slice(undone)) {
      await undo(item);
      undone += 1;
    }
  };
}

function idsIn(values: unknown): string[] {
  const { id, items }: { id?: unknown; items?: unknown } = Object(values);
  return [...(typeof id === "string" ? [id] : []), ...(Array.isArray(items) ? items.flatMap(idsIn) : [])];
}

/** Counts opened pages and dialogs. */
export const opened = createStore(0);
export const noteOpened = () => opened.set(opened.get() + 1);
