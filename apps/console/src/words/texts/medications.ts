import { inLanguage } from "./language.ts";

export const medicationsTexts = await inLanguage({
  en: () => import("./en/medications.ts"),
  de: () => import("./de/medications.ts"),
  es: () => import("./es/medications.ts"),
});
