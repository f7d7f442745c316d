import { inLanguage } from "./language.ts";

export const waitlistTexts = await inLanguage({
  en: () => import("./en/waitlist.ts"),
  de: () => import("./de/waitlist.ts"),
  es: () => import("./es/waitlist.ts"),
});
