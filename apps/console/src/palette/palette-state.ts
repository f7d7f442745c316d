import { createStore } from "../shell/store.ts";

export const isPaletteOpen = createStore(false);
