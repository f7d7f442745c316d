import { inLanguage } from "./language.ts";

/** What follows the sign-in page: links, passwords, second factors, and signing out. */
export const accessTexts = await inLanguage({
  en: () => import("./en/access.ts"),
  de: () => import("./de/access.ts"),
  es: () => import("./es/access.ts"),
});
