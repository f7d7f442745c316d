import { inLanguage } from "./language.ts";

export const entryTexts = await inLanguage({
  en: () => import("./en/entry.ts"),
  de: () => import("./de/entry.ts"),
  es: () => import("./es/entry.ts"),
});
