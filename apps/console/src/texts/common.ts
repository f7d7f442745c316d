import { entryTexts } from "./entry.ts";

/** Words of many pages. */
export const commonTexts = entryTexts.common;
