import type { texts as english } from "../en/palette.ts";
import { pluralsOf } from "../plural.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  button: "Gehe zu",
  buttonEnd: "Patient, Arzt oder Seite",
  keys: "Strg K",
  title: "Gehe zu",
  placeholder: "Patient, Arzt, Seite oder Aktion",
  fieldLabel: "Gehe zu Patient, Arzt, Seite oder Aktion",
  loading: "Wird geladen …",
  results: "Ergebnisse",
  searching: "Suche läuft …",
  nothing: "Nichts gefunden.",
  found: (count) => counted(count, { one: "1 gefunden", other: "# gefunden" }),
  born: (birth) => `Geboren ${birth}`,
  groups: {
    recent: "Zuletzt geöffnet",
    page: "Auf dieser Seite",
    lastChange: "Letzte Änderung",
    pages: "Seiten",
    actions: "Aktionen",
    patients: "Patienten",
    doctors: "Ärzte",
    similarPatients: "Ähnliche Patienten",
    related: "Verwandtes",
  },
  switchTo: (practice) => `Zu ${practice} wechseln`,
  switchWords: "praxis",
  schemes: { light: "Farben: hell", dark: "Farben: dunkel", auto: "Farben: System" },
  schemeWords: "design modus farbschema dunkelmodus",
  commands: {
    undo: { label: "Letzte Änderung rückgängig machen", words: "zurück zurücknehmen widerrufen undo" },
    newPatient: { label: "Patient hinzufügen", words: "neu neuer anlegen erstellen aufnehmen" },
    newDoctor: { label: "Arzt hinzufügen", words: "neu neuer anlegen erstellen ärztin" },
    newImport: { label: "Aus Dateien importieren", words: "csv synthea hochladen import" },
    invite: { label: "Jemanden einladen", words: "mitglied einladung kollege kollegin mail" },
    newApiKey: { label: "API-Schlüssel erstellen", words: "neu anlegen hinzufügen token" },
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
      words: "Besuchsarten Räume Sprechzeiten Einstellungen",
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
  },
};
