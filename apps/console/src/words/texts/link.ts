import { inLanguage } from "./language.ts";

/** Pages of mailed links. */
export const linkTexts = await inLanguage({
  en: () => import("./en/link.ts"),
  de: () => import("./de/link.ts"),
  es: () => import("./es/link.ts"),
});
