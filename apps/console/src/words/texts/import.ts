import { inLanguage } from "./language.ts";

export const importTexts = await inLanguage({
  en: () => import("./en/import.ts"),
  de: () => import("./de/import.ts"),
  es: () => import("./es/import.ts"),
});
