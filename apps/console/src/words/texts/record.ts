import { firstTexts } from "./first.ts";

export const recordTexts = firstTexts.record;
