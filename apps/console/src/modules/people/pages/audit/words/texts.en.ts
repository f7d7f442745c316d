import type { EntryWords } from "./wording.ts";

/** In English, the server describes what audit entries did. */
export const texts: EntryWords | null = null;
