import { inLanguage } from "./language.ts";

/** What the lists of a patient's records share. */
export const recordListTexts = await inLanguage({
  en: () => import("./en/record-list.ts"),
  de: () => import("./de/record-list.ts"),
  es: () => import("./es/record-list.ts"),
});
