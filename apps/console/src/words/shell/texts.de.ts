import { withNames } from "../format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  tabTitle: (page) => `${page} · Caretype`,
  stillLoading: "Wird noch geladen …",

  connection: {
    offline: {
      title: "Sie sind offline",
      text: "Diese Seite ist vielleicht veraltet. Ihre Eingaben gehen nicht verloren: Speichern Sie sie, sobald die Verbindung wieder besteht.",
    },
    unreachable: {
      title: "Der Server ist nicht erreichbar",
      text: "Diese Seite versucht es alle paar Sekunden erneut und macht dann weiter. Ihre Eingaben gehen nicht verloren.",
    },
    newer: {
      title: "Eine neue Version von Caretype ist verfügbar",
      text: "Speichern Sie Ihre Änderungen, und laden Sie dann die neue Version.",
      button: "Neue Version laden",
    },
    incomplete: {
      title: "Ein Teil dieser Seite fehlt",
      text: "Er konnte nicht geladen werden. Speichern Sie Ihre Änderungen und laden Sie die Seite dann neu.",
      button: "Seite neu laden",
    },
  },

  notice: {
    isStale:
      "Es wurde nichts gespeichert. Laden Sie die Seite neu, um den aktuellen Stand zu sehen, und ändern Sie ihn noch einmal.",
    lastOwner:
      "Das ist der letzte Inhaber, der sich anmelden kann. Machen Sie zuerst jemand anderen zum Inhaber.",
    tryAgain: (when) => `Versuchen Sie es ${when} erneut.`,
    inAMoment: "gleich",
    secondFactor: (link) => withNames`Dafür ist ein zweiter Faktor nötig: ${link}.`,
    setUpSecondFactor: "Richten Sie ihn in Ihrem Konto ein",
  },

  pages: {
    failed: "Etwas ist schiefgegangen",
    retry: "Erneut versuchen",
  },

  nothingIsSent: "Dieser Server kann keine E-Mails senden.",
};
