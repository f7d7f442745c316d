import { firstTexts } from "./first.ts";

export const sessionTexts = firstTexts.session;
