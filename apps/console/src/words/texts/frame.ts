import { firstTexts } from "./first.ts";

/** What surrounds the pages of the console: header, navigation, menus and lists. */
export const frameTexts = firstTexts.frame;
