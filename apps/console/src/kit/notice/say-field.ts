import { createStore } from "../behavior/store.ts";

/** Says a message of the API about a field to the page's readers. Null until the code of forms is loaded. */
export const sayField = createStore<((message: string) => string) | null>(null);
