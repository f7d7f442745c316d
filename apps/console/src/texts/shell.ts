import { firstTexts } from "./first.ts";

/** What surrounds the pages: header, navigation, notices, lists and pages for errors. */
export const shellTexts = firstTexts.shell;
