import type { ReactNode } from "react";
import { createStore } from "../behavior/store.ts";

export type Undo = () => Promise<unknown>;

export type UndoableChange = { message: ReactNode; undo: Undo };

/** The last change, if it can be undone: until it is, or any other one follows. */
export const lastChange = createStore<UndoableChange | null>(null);

/** How often a page or a dialog was opened. */
export const opened = createStore(0);
export const noteOpened = () => opened.set(opened.get() + 1);
