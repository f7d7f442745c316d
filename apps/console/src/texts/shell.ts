import { entryTexts } from "./entry.ts";

/** What surrounds the pages: header, navigation, notices, lists and pages for errors. */
export const shellTexts = entryTexts.shell;
