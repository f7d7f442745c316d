import { inLanguage } from "./language.ts";

/** Messages of the API about fields. */
export const fieldMessageTexts = await inLanguage({
  en: () => import("./en/field-messages.ts"),
  de: () => import("./de/field-messages.ts"),
  es: () => import("./es/field-messages.ts"),
});
