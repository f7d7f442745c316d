import { inLanguage } from "./language.ts";

/** The audit's filters and columns. What entries did is described in `entryWords`. */
export const auditTexts = await inLanguage({
  en: () => import("./en/audit.ts"),
  de: () => import("./de/audit.ts"),
  es: () => import("./es/audit.ts"),
});
