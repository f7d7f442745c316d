import { inLanguage } from "./language.ts";

export const mergeTexts = await inLanguage({
  en: () => import("./en/merge.ts"),
  de: () => import("./de/merge.ts"),
  es: () => import("./es/merge.ts"),
});
