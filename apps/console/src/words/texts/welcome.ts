import { inLanguage } from "./language.ts";

export const welcomeTexts = await inLanguage({
  en: () => import("./en/welcome.ts"),
  de: () => import("./de/welcome.ts"),
  es: () => import("./es/welcome.ts"),
});
