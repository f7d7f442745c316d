import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  undo: { label: "Letzte Änderung rückgängig machen", words: "zurück zurücknehmen widerrufen undo" },
  possibleDuplicates: {
    label: "Mögliche Duplikate",
    words: "duplikate doppelt zusammenführen derselbe patient",
  },
  removedPatients: { label: "Entfernte Patienten", words: "wiederherstellen gelöschte papierkorb" },
  removedDoctors: { label: "Entfernte Ärzte", words: "wiederherstellen gelöschte papierkorb" },
  emergencyAccess: { label: "Notfallzugriff", words: "notfall personal" },
  account: { label: "Mein Konto", words: "profil e-mail email adresse name" },
  display: {
    label: "Anzeige",
    words: "einstellungen optionen sprache datum zeitzone design farben dunkel hell",
  },
  setUpAppointments: {
    label: "Termine einrichten",
    words: "Terminarten Räume Sprechzeiten Einstellungen",
  },
  waitlist: { label: "Warteliste", words: "Termine früher warten Angebote" },
  practiceSettings: {
    label: "Einstellungen der Praxis",
    words: "praxiseinstellungen umbenennen name zeitzone zweiter faktor",
  },
  security: {
    label: "Passwort und zweiter Faktor",
    words: "sicherheit kennwort passkeys wiederherstellungscodes",
  },
  sessions: { label: "Meine Sitzungen", words: "geräte überall abmelden" },
  practices: { label: "Meine Praxen", words: "wechseln verlassen anlegen" },
  exportPatients: {
    label: "Patienten als CSV exportieren",
    words: "export exportieren herunterladen csv tabelle excel",
  },
  print: { label: "Diese Seite drucken", words: "drucken ausdrucken papier pdf" },
  keys: {
    label: "Tastenkürzel",
    words: "tasten tastatur tastenkürzel tastenkombinationen shortcuts hilfe",
  },
  api: { label: "API ausprobieren", words: "dokumentation referenz rest hilfe" },
  signOut: { label: "Abmelden", words: "ausloggen logout verlassen" },
};
