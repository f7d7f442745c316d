import { inLanguage } from "./language.ts";

export const keysTexts = await inLanguage({
  en: () => import("./en/keys.ts"),
  de: () => import("./de/keys.ts"),
  es: () => import("./es/keys.ts"),
});
