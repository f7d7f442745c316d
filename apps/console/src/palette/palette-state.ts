import { createStore } from "../shell/behavior/store.ts";

export const isPaletteOpen = createStore(false);
