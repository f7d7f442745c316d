import { firstTexts } from "./first.ts";

export const paletteTexts = firstTexts.palette;
