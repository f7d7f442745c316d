import { inLanguage } from "./language.ts";

export const immunizationsTexts = await inLanguage({
  en: () => import("./en/immunizations.ts"),
  de: () => import("./de/immunizations.ts"),
  es: () => import("./es/immunizations.ts"),
});
