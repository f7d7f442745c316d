import type { ErrorTexts } from "./errors-of-lists.ts";

/** Titles of errors. Null: use the server's English. */
export const texts: ErrorTexts | null = null;
