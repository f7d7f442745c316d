import { inLanguage } from "./language.ts";

export const recordTexts = await inLanguage({
  en: () => import("./en/record.ts"),
  de: () => import("./de/record.ts"),
  es: () => import("./es/record.ts"),
});
