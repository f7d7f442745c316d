import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  newPatient: {
    label: "Patient hinzufügen",
    words: "neu neuer anlegen erstellen aufnehmen",
  },
  newDoctor: {
    label: "Arzt hinzufügen",
    words: "neu neuer anlegen erstellen ärztin",
  },
  possibleDuplicates: {
    label: "Mögliche Duplikate",
    words: "duplikate doppelt zusammenführen derselbe patient",
  },
  removedPatients: {
    label: "Entfernte Patienten",
    words: "wiederherstellen gelöschte papierkorb",
  },
  removedDoctors: {
    label: "Entfernte Ärzte",
    words: "wiederherstellen gelöschte papierkorb",
  },
  audit: {
    label: "Prüfprotokoll",
    words: "zugriffsprotokoll verlauf wer einstellungen",
  },
};
