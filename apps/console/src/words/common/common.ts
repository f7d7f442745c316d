import { texts as basic } from "../basic/texts.en.ts";
import { texts } from "./texts.en.ts";

/** Words of many pages of the console. */
export const commonTexts = { ...basic, ...texts };
