import { inLanguage } from "./language.ts";

export const encounterTexts = await inLanguage({
  en: () => import("./en/encounter.ts"),
  de: () => import("./de/encounter.ts"),
  es: () => import("./es/encounter.ts"),
});
