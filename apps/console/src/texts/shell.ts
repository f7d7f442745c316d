import { entryTexts } from "./entry.ts";

/** What every page needs: the connection, notices, and pages for errors. */
export const shellTexts = entryTexts.shell;
