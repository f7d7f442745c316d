import { inLanguage } from "./language.ts";

/** What surrounds the pages: header, navigation, notices, lists and pages for errors. */
export const shellTexts = await inLanguage({
  en: () => import("./en/shell.ts"),
  de: () => import("./de/shell.ts"),
  es: () => import("./es/shell.ts"),
});
