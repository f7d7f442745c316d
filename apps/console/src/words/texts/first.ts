import { inLanguage } from "./language.ts";

export const firstTexts = await inLanguage({
  en: () => import("./en/first.ts"),
  de: () => import("./de/first.ts"),
  es: () => import("./es/first.ts"),
});
