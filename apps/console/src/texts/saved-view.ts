import { inLanguage } from "./language.ts";

export const savedViewTexts = await inLanguage({
  en: () => import("./en/saved-view.ts"),
  de: () => import("./de/saved-view.ts"),
  es: () => import("./es/saved-view.ts"),
});
