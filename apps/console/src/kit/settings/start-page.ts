import { orNull } from "../../words/settings/display-settings.ts";
import { keptPrefix } from "./kept-settings.ts";

export const startKey = `${keptPrefix}start`;

/** The page that was chosen to open the console on, on this device. It may be one of a module that no longer runs. */
export const startPage = (): string | null => orNull(() => localStorage.getItem(startKey));
