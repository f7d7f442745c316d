import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  timeline: "Verlauf",
  timeZone: (zone) => `Zeitzone: ${zone}.`,
  empty: "Kein Verlauf.",
  showOlder: "Ältere Einträge anzeigen",
  somebodyElsewhere: "jemand in einer anderen Praxis",
  hiddenChanges: "Die Änderungen sind für Ihre Rolle nicht sichtbar oder nicht mehr verfügbar.",

  notRecorded: "Keine Angabe",
  nothingRecorded: "keine Angabe",
  showWholeText: "Ganzen Text anzeigen",
  showChangeOnly: "Nur die Änderung anzeigen",

  view: "Version ansehen",
  viewOf: (what, time) => `Version ansehen, ${what}, ${time}`,
  earlierVersion: "Frühere Version",
  on: (instant) => `Am ${instant}`,

  asOf: {
    label: "Stand vom",
    isMissing: "Geben Sie Tag und Uhrzeit ein",
    notThere: "Zu diesem Zeitpunkt gab es den Eintrag nicht",
  },

  revert: "Auf diese Version zurücksetzen",
  revertOf: (what, time) => `Auf diese Version zurücksetzen, ${what}, ${time}`,
  revertDialog: {
    title: "Auf diese Version zurücksetzen?",
    submit: "Zurücksetzen",
    isSame: "Der Eintrag entspricht dieser Version bereits.",
    explanation: (instant) =>
      `Die Werte vom ${instant} werden als neue Version gespeichert. Im Verlauf geht nichts verloren.`,
    isStale: "Jemand hat den Eintrag geändert",
    review: "Die Änderungen oben sind aktualisiert. Prüfen Sie sie, bevor Sie fortfahren.",
  },
};
