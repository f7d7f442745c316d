import { entryTexts } from "./entry.ts";

/** The words of the sign-in page that others use, too. */
export const basicTexts = entryTexts.basic;
