import { inLanguage } from "./language.ts";

export const apiKeyTexts = await inLanguage({
  en: () => import("./en/api-key.ts"),
  de: () => import("./de/api-key.ts"),
  es: () => import("./es/api-key.ts"),
});
