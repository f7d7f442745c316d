import { entryTexts } from "./entry.ts";

/** Titles of errors by code. */
export const errorTexts = entryTexts.errors;
