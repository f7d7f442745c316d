import { firstTexts } from "./first.ts";

export const keysTexts = firstTexts.keys;
