import type { FieldMessageTexts } from "../server-texts.ts";

export const texts: FieldMessageTexts | null = null;
