import { inLanguage } from "./language.ts";

/** Words of many pages. */
export const commonTexts = await inLanguage({
  en: () => import("./en/common.ts"),
  de: () => import("./de/common.ts"),
  es: () => import("./es/common.ts"),
});
