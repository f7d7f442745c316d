import { inLanguage } from "./language.ts";

/** The calendar, and the details of an appointment. */
export const calendarTexts = await inLanguage({
  en: () => import("./en/calendar.ts"),
  de: () => import("./de/calendar.ts"),
  es: () => import("./es/calendar.ts"),
});
