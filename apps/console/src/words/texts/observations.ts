import { inLanguage } from "./language.ts";

export const observationsTexts = await inLanguage({
  en: () => import("./en/observations.ts"),
  de: () => import("./de/observations.ts"),
  es: () => import("./es/observations.ts"),
});
