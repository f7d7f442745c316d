import { inLanguage } from "./language.ts";

export const codesTexts = await inLanguage({
  en: () => import("./en/codes.ts"),
  de: () => import("./de/codes.ts"),
  es: () => import("./es/codes.ts"),
});
