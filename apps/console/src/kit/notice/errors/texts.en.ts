import type { ErrorTexts } from "./errors-of-lists.ts";

/** Titles of errors. Null: the server writes English. */
export const texts: ErrorTexts | null = null;
