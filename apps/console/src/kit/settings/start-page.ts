import { orNull } from "../../words/settings/display-settings.ts";
import { keptPrefix } from "./kept-settings.ts";

export const startKey = `${keptPrefix}start`;

/** The start page chosen on this device. Its module may no longer run. */
export const startPage = (): string | null => orNull(() => localStorage.getItem(startKey));
