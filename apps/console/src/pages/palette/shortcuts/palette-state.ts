import { createStore } from "../../../kit/behavior/store.ts";

export const isPaletteOpen = createStore(false);
