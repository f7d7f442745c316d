import { inLanguage } from "./language.ts";

/** Name and description of each role. */
export const roleTexts = await inLanguage({
  en: () => import("./en/role.ts"),
  de: () => import("./de/role.ts"),
  es: () => import("./es/role.ts"),
});
