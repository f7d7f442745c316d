import { createStore } from "../shell/behavior/store.ts";
import type { EntryPath } from "./entry-paths.ts";

/** The page that the entry shows. Null: none yet, while the server checks the session. */
export const shownPage = createStore<EntryPath | null>(null);
