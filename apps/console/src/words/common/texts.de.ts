import { pluralsOf } from "../format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  add: "Hinzufügen",
  cancel: "Abbrechen",
  change: "Ändern",
  clear: "Leeren",
  close: "Schließen",
  continue: "Weiter",
  copy: "Kopieren",
  delete: "Löschen",
  download: "Herunterladen",
  edit: "Bearbeiten",
  loading: "Wird geladen",
  no: "Nein",
  none: "Keine",
  remove: "Entfernen",
  restore: "Wiederherstellen",
  save: "Speichern",
  saved: "Gespeichert",
  search: "Suchen",
  show: "Anzeigen",
  somebody: "Jemand",
  undo: "Rückgängig",
  unknown: "Unbekannt",
  yes: "Ja",

  name: "Name",
  phone: "Telefon",
  yourPassword: "Ihr Passwort",

  patient: "Patient",
  patients: "Patienten",
  doctor: "Arzt",
  doctors: "Ärzte",
  removedPatients: "Entfernte Patienten",
  removedDoctors: "Entfernte Ärzte",
  practice: "Praxis",

  patientCount: (count, number) =>
    counted(count, { one: "1 Patient", other: "# Patienten", zero: "Keine Patienten" }, number),
  similarFound: "Kein genauer Treffer. Ähnlich:",
  doctorCount: (count, number) =>
    counted(count, { one: "1 Arzt", other: "# Ärzte", zero: "Keine Ärzte" }, number),
  removedPatientCount: (count, number) =>
    counted(
      count,
      { one: "1 entfernter Patient", other: "# entfernte Patienten", zero: "Keine entfernten Patienten" },
      number,
    ),
  removedDoctorCount: (count, number) =>
    counted(
      count,
      { one: "1 entfernter Arzt", other: "# entfernte Ärzte", zero: "Keine entfernten Ärzte" },
      number,
    ),
  entryCount: (count, number) =>
    counted(count, { one: "1 Eintrag", other: "# Einträge", zero: "Keine Einträge" }, number),
  accountCount: (count, number) =>
    counted(count, { one: "1 Konto", other: "# Konten", zero: "Keine Konten" }, number),
  clearFilters: (count) => counted(count, { one: "Filter löschen", other: "# Filter löschen" }),

  duplicateReasons: {
    "same name": "gleicher Name",
    "similar name": "ähnlicher Name",
    "same birth date": "gleiches Geburtsdatum",
    "similar birth date": "Geburtsdatum mit Tippfehler",
    "birth year within a year": "Geburtsjahr bis auf ein Jahr gleich",
    "same e-mail address": "gleiche E-Mail-Adresse",
    "same phone number": "gleiche Telefonnummer",
  },
  phoneNeedsDigits: "Eine Telefonnummer braucht Ziffern",
};
