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
  waitlist: { label: "Warteliste", words: "Termine früher warten Angebote" },
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
  pages: {
    "/settings": "übersicht alle optionen",
    "/settings/practice":
      "zweiter faktor pflicht praxiseinstellungen einstellungen umbenennen name adresse telefon zeitzone e-mails an patienten erinnerungen absage",
    "/settings/hours": "termine einrichten öffnungszeiten wochenplan ärzte geschlossen einstellungen",
    "/settings/holidays": "termine einrichten praxis geschlossen feiertage urlaub ferien einstellungen",
    "/settings/visit-types": "termine einrichten dauer minuten puffer plätze einstellungen",
    "/settings/rooms": "termine einrichten raum zimmer einstellungen",
    "/members": "berechtigungen rechte rollen wer darf kollegen team benutzer einladungen einstellungen",
    "/settings/display":
      "einstellungen optionen sprache datum zeitzone design farben dunkel hell einheiten tasten",
    "/audit": "zugriffsprotokoll verlauf wer einstellungen",
    "/imports": "csv hochladen einstellungen",
    "/codes": "terminologie wertelisten einstellungen",
    "/api-keys": "token programme einstellungen",
  },
};
