import { inLanguage } from "./language.ts";

/** The practice's settings, and sample data. */
export const practiceTexts = await inLanguage({
  en: () => import("./en/practice.ts"),
  de: () => import("./de/practice.ts"),
  es: () => import("./es/practice.ts"),
});
