import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  today: { label: "Heute" },
  calendar: { label: "Kalender" },
  hours: {
    label: "Sprechzeiten",
    words: "termine einrichten öffnungszeiten wochenplan ärzte geschlossen einstellungen",
  },
  holidays: {
    label: "Schließtage",
    words: "termine einrichten praxis geschlossen feiertage urlaub ferien einstellungen",
  },
  visitTypes: { label: "Terminarten", words: "termine einrichten dauer minuten puffer plätze einstellungen" },
  rooms: { label: "Räume", words: "termine einrichten raum zimmer einstellungen" },
  visits: "Termine",
};
