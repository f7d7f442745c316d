import { inLanguage } from "./language.ts";

export const vitalsTexts = await inLanguage({
  en: () => import("./en/vitals.ts"),
  de: () => import("./de/vitals.ts"),
  es: () => import("./es/vitals.ts"),
});
