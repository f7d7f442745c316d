import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  label: "Kalender",
  previousMonth: "Voriger Monat",
  nextMonth: "Nächster Monat",
  previousYear: "Voriges Jahr",
  nextYear: "Nächstes Jahr",
  previousDecade: "Frühere Jahre",
  nextDecade: "Spätere Jahre",
};
