import { inLanguage } from "./language.ts";

/** The dashboard's charts and tables. */
export const statisticsTexts = await inLanguage({
  en: () => import("./en/statistics.ts"),
  de: () => import("./de/statistics.ts"),
  es: () => import("./es/statistics.ts"),
});
