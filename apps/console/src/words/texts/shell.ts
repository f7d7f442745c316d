import { entryTexts } from "./entry.ts";

/** What every page needs, and those without a session: the connection, notices, and errors. */
export const shellTexts = entryTexts.shell;
