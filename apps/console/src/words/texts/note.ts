import { inLanguage } from "./language.ts";

export const noteTexts = await inLanguage({
  en: () => import("./en/note.ts"),
  de: () => import("./de/note.ts"),
  es: () => import("./es/note.ts"),
});
