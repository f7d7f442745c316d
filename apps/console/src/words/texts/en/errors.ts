import type { ErrorTexts } from "../server-texts.ts";

export const texts: ErrorTexts | null = null;
