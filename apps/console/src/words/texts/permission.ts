import { inLanguage } from "./language.ts";

/** What each permission allows. */
export const permissionTexts = await inLanguage({
  en: () => import("./en/permission.ts"),
  de: () => import("./de/permission.ts"),
  es: () => import("./es/permission.ts"),
});
