import { orNull } from "../../words/settings/display-settings.ts";
import { keptPrefix } from "./kept-settings.ts";

export const startPages = ["/today", "/reports"] as const;
export type StartPage = (typeof startPages)[number];

export const startKey = `${keptPrefix}start`;

/** Ignores what another version has stored. */
export const readStart = (stored: string | null | undefined): StartPage =>
  startPages.find((page) => page === stored) ?? "/today";

/** The page that the console opens on, on this device. */
export const startPage = (): StartPage => readStart(orNull(() => localStorage.getItem(startKey)));
