import type { EntryWords } from "./entry-wording.ts";
import { inLanguage } from "./language.ts";

/** What audit entries did. In English, the server describes them. */
export const entryWords = await inLanguage<EntryWords | null>({
  en: () => Promise.resolve({ texts: null }),
  de: () => import("./de/entry-words.ts"),
  es: () => import("./es/entry-words.ts"),
});
