import { createStore } from "../behavior/store.ts";

/** Translates a message about a field. Null until the form code is loaded. */
export const sayField = createStore<((message: string) => string) | null>(null);
