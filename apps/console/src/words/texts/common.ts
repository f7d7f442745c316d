import { basicTexts } from "./basic.ts";
import { firstTexts } from "./first.ts";

/** Words of many pages of the console. */
export const commonTexts = { ...basicTexts, ...firstTexts.common };
