import { inLanguage } from "./language.ts";

/** Secret links to a doctor's calendar. */
export const calendarLinkTexts = await inLanguage({
  en: () => import("./en/calendar-link.ts"),
  de: () => import("./de/calendar-link.ts"),
  es: () => import("./es/calendar-link.ts"),
});
