import { inLanguage } from "./language.ts";

export const restrictionTexts = await inLanguage({
  en: () => import("./en/restriction.ts"),
  de: () => import("./de/restriction.ts"),
  es: () => import("./es/restriction.ts"),
});
