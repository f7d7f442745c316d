import { entryTexts } from "./entry.ts";

export const sessionTexts = entryTexts.session;
