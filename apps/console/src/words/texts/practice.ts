import { firstTexts } from "./first.ts";

/** The practice's settings, and sample data. */
export const practiceTexts = firstTexts.practice;
