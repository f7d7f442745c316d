import { createStore } from "../../kit/behavior/store.ts";
import type { EntryPath } from "../../session/route/entry-paths.ts";

/** The page that the entry shows. Null: none yet, while the server checks the session. */
export const shownPage = createStore<EntryPath | null>(null);
