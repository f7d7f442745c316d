import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  label: "Kalender",
  previousMonth: "Voriger Monat",
  nextMonth: "Nächster Monat",
  chooseMonth: "Monat auswählen",
  previousYear: "Voriges Jahr",
  nextYear: "Nächstes Jahr",
  chooseYear: "Jahr auswählen",
  previousDecade: "Frühere Jahre",
  nextDecade: "Spätere Jahre",
};
