import { inLanguage } from "./language.ts";

export const securityTexts = await inLanguage({
  en: () => import("./en/security.ts"),
  de: () => import("./de/security.ts"),
  es: () => import("./es/security.ts"),
});
