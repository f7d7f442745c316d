import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

const patients = { one: "# Patient", other: "# Patienten" };

export const texts: typeof english = {
  noneMatch:
    "Kein Patient passt. Jedes Wort muss in Name, Geburtsdatum, Adresse, E-Mail-Adresse, Telefonnummer oder einer Kennung vorkommen.",
  showAll: "Alle Patienten anzeigen",
  noneYet: "Es gibt noch keine Patienten.",
  addFirst: "Ersten Patienten hinzufügen",
  orImport: "Oder aus Dateien importieren",
  assignTo: (name) => `Arzt zuweisen: ${name}`,
  editName: (name) => `${name} bearbeiten`,

  columns: {
    born: "Geboren",
    changed: "Geändert",
    nextVisit: "Nächster Termin",
    select: "Auswählen",
    selectAll: "Alle geladenen Patienten auswählen",
    actions: "Aktionen",
  },
  display: {
    button: "Anzeige",
    density: "Zeilenabstand",
    comfortable: "Normal",
    compact: "Kompakt",
    columns: "Spalten",
  },

  filters: {
    whose: "Wessen Patienten",
    anyGender: "Alle",
    anyDoctor: "Alle",
    noDoctor: "Kein Arzt",
    clearDoctor: "Alle Ärzte",
    noSuchDoctor: "Kein Arzt gefunden",
    doctorIs: (name) => `Arzt: ${name ?? "alle"}`,
    ageFrom: "von",
    ageTo: "bis",
    fromAge: "Alter von",
    toAge: "Alter bis",
    agesAre: (oldest) => `Alter: 0 bis ${oldest}`,
    isReversed: "„Von“ ist größer als „bis“",
    order: "Reihenfolge",
  },
  sorts: {
    relevance: "Beste Treffer",
    newest: "Neueste",
    oldest: "Älteste",
    name: "Nach Nachname",
    updated: "Zuletzt geänderte",
  },

  csv: {
    action: "Als CSV exportieren",
    read: (count) => `${counted(count, patients)} gelesen …`,
    areExported: (count) =>
      counted(count, { one: "# Patient wurde exportiert", other: "# Patienten wurden exportiert" }),
    failed: "Die Datei konnte nicht heruntergeladen werden",
  },

  selection: {
    start: "Patienten auswählen",
    nobody: "Wählen Sie die Patienten, die Sie ändern oder exportieren möchten.",
    done: "Fertig",
    toolbar: "Ausgewählte Patienten",
    count: (count) => `${formatNumber(count)} ausgewählt`,
    clear: "Auswahl aufheben",
  },
};
