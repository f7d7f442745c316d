import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  empty: "Es gibt noch keine Patienten.",
  counting: "Wird gezählt",
  asOf: (time) => `Stand ${time}`,
  refresh: "Aktualisieren",

  numbers: {
    title: "Kennzahlen",
    added: "Neu in diesem Monat",
    treating: "Ärzte mit Patienten",
    assigned: "Zuweisungen",
    gain: (difference) => `${difference} in diesem Monat`,
    noGain: "Keine in diesem Monat",
    against: (difference, month, all) =>
      `${difference} gegenüber demselben Zeitpunkt im ${month} (insgesamt ${all})`,
    noneBefore: (month) => `Keine im ${month}`,
    asMany: (month, all) => `So viele wie zum selben Zeitpunkt im ${month} (insgesamt ${all})`,
    busyDoctors: (count) =>
      counted(count, {
        one: "1 Arzt bekam in diesem Monat neue Patienten",
        other: "# Ärzte bekamen in diesem Monat neue Patienten",
        zero: "Keiner bekam in diesem Monat neue Patienten",
      }),
  },
};
