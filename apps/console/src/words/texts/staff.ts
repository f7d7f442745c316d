import { inLanguage } from "./language.ts";

/** The pages of server staff. */
export const staffTexts = await inLanguage({
  en: () => import("./en/staff.ts"),
  de: () => import("./de/staff.ts"),
  es: () => import("./es/staff.ts"),
});
