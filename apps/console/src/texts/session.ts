import { inLanguage } from "./language.ts";

export const sessionTexts = await inLanguage({
  en: () => import("./en/session.ts"),
  de: () => import("./de/session.ts"),
  es: () => import("./es/session.ts"),
});
