import { firstTexts } from "./first.ts";

/** Titles of errors by code. */
export const errorTexts = firstTexts.errors;
