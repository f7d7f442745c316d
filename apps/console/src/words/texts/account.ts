import { inLanguage } from "./language.ts";

export const accountTexts = await inLanguage({
  en: () => import("./en/account.ts"),
  de: () => import("./de/account.ts"),
  es: () => import("./es/account.ts"),
});
