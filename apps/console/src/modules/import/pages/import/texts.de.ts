import { pluralsOf } from "../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  title: "Importe",
  allImports: "Alle Importe",
  importFiles: "Dateien importieren",
  rowCount: (count) => counted(count, { one: "# Zeile", other: "# Zeilen" }),
  problemsToFix: (count) => counted(count, { one: "# Problem zu beheben", other: "# Probleme zu beheben" }),
  assignments: "Zuweisungen",
  assignmentCount: (count) => counted(count, { one: "# Zuweisung", other: "# Zuweisungen" }),
  records: {
    encounter: "Konsultationen",
    condition: "Diagnosen",
    allergy: "Allergien",
    observation: "Befunde",
    note: "Notizen",
    medication: "Medikamente",
    immunization: "Impfungen",
    procedure: "Maßnahmen",
    draft: "Notizentwürfe",
  },
  appointments: "Termine",
  appointmentCount: (count) => counted(count, { one: "# Termin", other: "# Termine" }),
  leftOut: (count) => counted(count, { one: "# Zeile ausgelassen", other: "# Zeilen ausgelassen" }),
  files: (first, more) =>
    counted(more, { one: `${first} und eine weitere Datei`, other: `${first} und # weitere Dateien` }),
  facts: (what, when, by) => `${what}, ${when}, ${by}`,
  sources: { synthea: "Synthea-Export", table: "Tabelle", django: "Django-Backend" },
  syntheaFiles: (files) => `Synthea-Export: ${files}`,
  more: (count) => counted(count, { one: "Und # weiterer.", other: "Und # weitere." }),
  doneOf: (done, all) => `${done} von ${all}`,

  finished: {
    title: "Abgeschlossen",
    about: "Ein Import kann rückgängig gemacht werden, solange keiner seiner Datensätze geändert wurde.",
    empty:
      "Noch nichts importiert. Importieren Sie Patienten, Ärzte, Termine und klinische Einträge als CSV oder einen Synthea-Export.",
    isImported: "Importiert",
    isUndone: (when) => `Rückgängig gemacht ${when}`,
    isNotUndone: "Importiert, konnte nicht rückgängig gemacht werden",
    duplicates: "Duplikate",
    duplicatesOf: (when) => `Duplikate des Imports vom ${when}`,
    undoOf: (when) => `Import vom ${when} rückgängig machen`,
  },
  open: {
    title: "Nicht abgeschlossen",
    fix: "Probleme beheben",
    continue: "Fortsetzen",
    fixOf: (files) => `Probleme beheben: ${files}`,
    continueOf: (files) => `Fortsetzen: ${files}`,
  },
  duplicates: {
    title: "Mögliche Duplikate",
    soFar: (count) => `Bisher ${count}; noch sind nicht alle importierten Patienten geprüft.`,
    none: "Kein importierter Patient ähnelt einem anderen.",
    total: (count) => `Insgesamt ${count}.`,
  },

  undo: {
    label: "Diesen Import rückgängig machen",
    button: "Rückgängig",
    isRunning: "Läuft",
    isDone: "Rückgängig gemacht",
    title: "Diesen Import rückgängig machen?",
    text: "Das entfernt alle Datensätze des Imports. Wurde einer davon seither geändert, geht das nicht. Sie können jeden Datensatz wiederherstellen.",
    hasBegun:
      "Der Import wird im Hintergrund rückgängig gemacht, sobald kein anderer läuft. Die Liste der Importe zeigt den Fortschritt.",
    hasEnded: (count) =>
      counted(count, {
        one: "Der Import ist rückgängig gemacht: # Datensatz entfernt",
        other: "Der Import ist rückgängig gemacht: # Datensätze entfernt",
      }),
    stages: {
      queued: "Wird rückgängig gemacht",
      waiting: "Wartet darauf, rückgängig gemacht zu werden",
      checking: "Wird rückgängig gemacht: Änderungen werden gesucht",
      removing: "Wird rückgängig gemacht",
    },
    removing: (done, all) => `Wird rückgängig gemacht: ${done} von ${all}`,
    nothingRemoved: "Nichts wurde entfernt",
    isBlocked: (count) =>
      counted(count, {
        one: "# Datensatz wurde seither geändert oder verwendet. Setzen Sie bearbeitete Datensätze zurück oder entfernen Sie sie, und entfernen Sie, was hinzukam. Machen Sie dann den Import erneut rückgängig.",
        other:
          "# Datensätze wurden seither geändert oder verwendet. Setzen Sie bearbeitete Datensätze zurück oder entfernen Sie sie, und entfernen Sie, was hinzukam. Machen Sie dann den Import erneut rückgängig.",
      }),
    isElsewhere: "Andere Praxen haben Ärzte dieses Imports ihren Patienten zugewiesen.",
    aDoctor: "Ein Arzt",
    aMerge: "Eine Zusammenführung von Patienten",
    anAssignment: "Eine Zuweisung",
  },

  failures: {
    LICENSE_NUMBER_TAKEN: "Eine Zulassungsnummer gehört schon einem Arzt.",
    PERMISSION_DENIED: "Sie haben dafür keine Berechtigung mehr.",
    SERVICE_UNAVAILABLE: "Der Server war ausgelastet. Versuchen Sie es später erneut.",
    INTERNAL:
      "Auf dem Server ist ein Fehler aufgetreten. Versuchen Sie es erneut. Wenn es wieder passiert, melden Sie es der Systemadministration.",
  },
  otherFailure: (code) => `Der Server meldet: ${code}.`,
};
