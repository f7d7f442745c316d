import { texts as basic } from "../basic/texts.en.ts";
import { texts } from "./texts.en.ts";

/** Texts shared by many pages. */
export const commonTexts = { ...basic, ...texts };
