import { inLanguage } from "./language.ts";

export const allergiesTexts = await inLanguage({
  en: () => import("./en/allergies.ts"),
  de: () => import("./de/allergies.ts"),
  es: () => import("./es/allergies.ts"),
});
