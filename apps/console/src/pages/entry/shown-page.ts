import { createStore } from "../../kit/behavior/store.ts";
import type { EntryPath } from "../../session/route/entry-paths.ts";

/** The shown entry page. Null: none yet, while the server checks the session. */
export const shownPage = createStore<EntryPath | null>(null);
