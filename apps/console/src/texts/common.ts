import { firstTexts } from "./first.ts";

/** Words of many pages. */
export const commonTexts = firstTexts.common;
