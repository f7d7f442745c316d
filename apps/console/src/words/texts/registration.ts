import { inLanguage } from "./language.ts";

/** Registration, and forgotten passwords. */
export const registrationTexts = await inLanguage({
  en: () => import("./en/registration.ts"),
  de: () => import("./de/registration.ts"),
  es: () => import("./es/registration.ts"),
});
