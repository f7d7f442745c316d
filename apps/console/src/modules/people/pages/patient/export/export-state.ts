import { createStore } from "../../../../../kit/behavior/store.ts";

/** Whether the list of patients is being exported. The palette can start it, too. */
export const isExporting = createStore(false);
