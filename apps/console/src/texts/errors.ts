import { inLanguage } from "./language.ts";

/** Titles of errors by code. */
export const errorTexts = await inLanguage({
  en: () => import("./en/errors.ts"),
  de: () => import("./de/errors.ts"),
  es: () => import("./es/errors.ts"),
});
