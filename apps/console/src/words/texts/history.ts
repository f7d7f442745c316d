import { inLanguage } from "./language.ts";

export const historyTexts = await inLanguage({
  en: () => import("./en/history.ts"),
  de: () => import("./de/history.ts"),
  es: () => import("./es/history.ts"),
});
