import type { ReactNode } from "react";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
const minutes = (count: number) => counted(count, { one: "1 Minute", other: "# Minuten" });

export const texts: typeof english = {
  title: "Termin buchen",
  submit: "Buchen",
  bookAnyway: "Trotzdem buchen",
  bookSeries: "Serie buchen",

  visitType: "Terminart",
  visitTypeOption: (name, length) => `${name} (${minutes(length)})`,
  doctor: "Arzt (optional)",
  neededDoctor: "Arzt",
  anyDoctor: "Beliebiger Arzt",
  closedDoctor: (doctor: string) => withNames`${doctor} ist sonst zuständig, hat aber keine Sprechzeiten.`,
  sameDay: (visits: ReactNode) => withNames`Der Patient kommt an diesem Tag schon: ${visits}.`,
  specialization: "Fachgebiet",
  anySpecialization: "Beliebiges Fachgebiet",
  room: "Raum",
  noRoom: "Kein Raum",
  reasonForVisit: "Grund",
  closed: (holiday) => withNames`An diesem Tag ist die Praxis geschlossen: ${holiday}.`,
  note: "Bemerkung",
  hints: { reasonForVisit: "Warum der Patient kommt (optional).", note: "Für die Praxis (optional)." },
  chooseDoctor: "Wählen Sie den Arzt",
  chooseTime: "Wählen Sie eine Zeit",

  times: {
    title: "Zeit",
    searching: "Freie Zeiten werden gesucht …",
    none: (weeks) =>
      counted(weeks, {
        one: "Keine freie Zeit innerhalb von # Woche. Wählen Sie einen anderen Arzt, oder geben Sie eine Zeit ein.",
        other:
          "Keine freie Zeit innerhalb von # Wochen. Wählen Sie einen anderen Arzt, oder geben Sie eine Zeit ein.",
      }),
    more: "Weitere Tage",
    another: "Zeit eingeben",
    zone: (zone) => `Zeitzone der Praxis: ${zone}.`,
    dayOf: (day, doctor) => withNames`${day} · ${doctor}`,
    seats: (count) => counted(count, { one: "1 Platz", other: "# Plätze" }),
    chosen: (time, doctor) => withNames`${time}, ${doctor}`,
    day: "Tag",
    time: "Uhrzeit",
    use: "Diese Zeit wählen",
    skipped: "Diese Zeit gibt es an diesem Tag nicht: Die Uhr wird umgestellt",
    incomplete: "Geben Sie einen Tag und eine Uhrzeit ein",
    needsDoctor: "Wählen Sie zuerst einen Arzt",
  },

  starts: {
    from: "Ab",
    part: "Tageszeit",
    weekdays: "Wochentage",
    parts: { any: "Jederzeit", morning: "Vormittags", afternoon: "Nachmittags", evening: "Abends" },
  },

  repeat: {
    label: "Termin wiederholen",
    everyWeeks: "Alle … Wochen",
    times: "Anzahl der Termine",
    leftOut: (days) => `Schließtage werden ausgelassen: ${days}.`,
    holiday: (day, name) => `${day} (${name})`,
    clashes: (count) =>
      counted(count, {
        one: "1 Termin der Serie ist nicht frei. Es wurde noch nichts gebucht.",
        other: "# Termine der Serie sind nicht frei. Es wurde noch nichts gebucht.",
      }),
    clash: (time, why) => `${time}: ${why}`,
    why: {
      SLOT_TAKEN: "der Arzt hat einen anderen Termin",
      ROOM_TAKEN: "der Raum ist belegt",
      PATIENT_BOOKED: "der Patient hat einen anderen Termin",
      DAY_FULL: "der Arzt ist an diesem Tag ausgebucht",
      OUTSIDE_OPENING_HOURS: "der Arzt hat keine Sprechzeit",
    },
  },

  refused: {
    kept: "Wählen Sie eine andere Zeit. Die übrigen Angaben bleiben, und die freien Zeiten sind aktuell.",
    override: "Begründung, warum trotzdem gebucht wird",
    overrideHint: "Sie bleibt beim Termin und wird im Prüfprotokoll vermerkt.",
  },

  isBooked: (patient, time) => withNames`${patient} hat einen Termin am ${time}`,
  isBookedTimes: (patient, count, time) =>
    withNames`${patient} hat ${counted(count, { one: "1 Termin", other: "# Termine" })}, ab ${time}`,
  undoReason: "Versehentlich gebucht",

  book: { label: "Termin buchen", short: "Buchen" },
};
