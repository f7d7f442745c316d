import { firstTexts } from "./first.ts";

export const savedViewTexts = firstTexts.savedView;
