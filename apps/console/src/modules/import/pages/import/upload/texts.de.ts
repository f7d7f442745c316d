import { pluralsOf } from "../../../../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  title: "Import",
  subtitle: (rows, when, by) => `${rows}, hochgeladen am ${when} von ${by}`,
  import: "Importieren",
  checkAgain: "Erneut prüfen",
  chooseAgain: "Dateien neu wählen",
  doNotImport: "Nicht importieren",
  startOver: "Von vorn beginnen",
  nothingImported: "Nichts wurde importiert",

  states: {
    uploading: "Unvollständig hochgeladen",
    checking: "Wird geprüft",
    checked: "Bereit zum Importieren",
    running: "Wird importiert",
    done: "Importiert",
    refused: "Abgelehnt: nichts importiert",
    failed: "Abgebrochen: nichts importiert",
    cancelled: "Verworfen",
  },
  cannotBeImported: "Kann nicht importiert werden",
  stages: {
    queued: "Beginnt gleich.",
    reading: "Die Zeilen werden gelesen.",
    waiting: "Wartet auf andere Importe.",
    writing: "Die Datensätze werden geschrieben.",
    comparing: "Neue Patienten werden mit vorhandenen verglichen.",
  },
  continues: "Das läuft weiter, wenn Sie die Seite verlassen.",
  checkContinues: "Das läuft weiter, wenn Sie die Seite verlassen. Eine Prüfung importiert nichts.",
  incomplete: {
    title: "Noch nicht alles ist hochgeladen",
    text: "Das Hochladen läuft noch anderswo oder wurde unterbrochen, etwa durch Neuladen der Seite. Unvollständige Dateien werden nach einem Tag gelöscht.",
  },
  cancelled: {
    title: "Verworfen",
    text: "Nichts wurde importiert, und die hochgeladenen Zeilen sind gelöscht.",
  },

  checked: {
    changeColumns: "Spalten ändern",
    onlyUploaded: "Nur diese Spalten wurden hochgeladen. Für andere wählen Sie die Datei noch einmal.",
    noProblems: "Die Prüfung hat keine Probleme gefunden",
    wouldAdd: "Noch ist nichts importiert. Der Import würde hinzufügen:",
    wouldFail: "Der Import würde fehlschlagen",
    nothingNew: "Es gibt nichts Neues zu importieren",
    allImported: "Alle Datensätze wurden schon früher importiert.",
  },
  done: {
    title: "Importiert",
    nothingNew: "Es gab nichts Neues zu importieren",
    leftOut: (count) =>
      counted(count, {
        one: "# Zeile mit Problemen wurde ausgelassen",
        other: "# Zeilen mit Problemen wurden ausgelassen",
      }),
    repeated: (count) =>
      counted(count, {
        one: "# Zeile wiederholt eine andere und wurde ausgelassen",
        other: "# Zeilen wiederholen eine andere und wurden ausgelassen",
      }),
    howToImport:
      "Laden Sie die Zeilen innerhalb eines Tages herunter, korrigieren Sie die Datei, und importieren Sie sie.",
    toPatients: "Zu den Patienten",
    toDoctors: "Zu den Ärzten",
    allDuplicates: "Alle möglichen Duplikate",
  },
  units: {
    title: "Einheiten",
    text: "Wie sie in der Datei stehen und wie sie gelesen werden.",
    means: (written) => `Was „${written}“ bedeutet, etwa mmol/L`,
    check: "Mit diesen Einheiten noch einmal prüfen",
  },
  warnings: {
    title: (count) =>
      counted(count, {
        one: "1 Zeile zum Prüfen",
        other: "# Zeilen zum Prüfen",
      }),
    lines: (lines) => `Zeilen ${lines}`,
  },
  result: {
    label: "Ergebnis",
    records: "Datensätze",
    imported: "Importiert",
    new: "Neu",
    existing: "Vorhanden",
    unchanged: "Vorhandene Datensätze bleiben unverändert.",
    countOf: (kind, count) => `${kind}: ${count} in der Datei`,
    repeated: (count) => `${count} wiederholt`,
    joined: (count) => `${count} in einem anderen Eintrag enthalten`,
    refused: (count) => `${count} mit Problemen`,
  },
  duplicates: {
    title: "Mögliche Duplikate",
    text: (count) =>
      counted(count, {
        one: "# neuer Patient ist vielleicht schon vorhanden. Er wird trotzdem importiert. Vergleichen Sie danach, und führen Sie Duplikate zusammen.",
        other:
          "# neue Patienten sind vielleicht schon vorhanden. Sie werden trotzdem importiert. Vergleichen Sie danach, und führen Sie Duplikate zusammen.",
      }),
    line: (line, reasons, score) => `Zeile ${line}: ${reasons} (${score} % Übereinstimmung).`,
    compare: "Vergleichen und zusammenführen",
    compareLine: (line) => `Vergleichen und zusammenführen, Zeile ${line}`,
    existing: "Vorhandener Patient",
    existingLine: (line) => `Vorhandener Patient, Zeile ${line}`,
  },

  problems: {
    title: (count) => counted(count, { one: "# Problem in den Dateien", other: "# Probleme in den Dateien" }),
    text: "Nichts wird importiert, solange sie bestehen. Korrigieren Sie die Dateien, und wählen Sie sie erneut.",
    first: (shown, total) => `Die ersten ${shown} von ${total}:`,
    all: "Alle Probleme:",
    label: "Probleme",
    labelScrolls: "Probleme, scrollbar",
    file: "Datei",
    line: "Zeile",
    column: "Spalte",
    problem: "Problem",
    download: "Als CSV herunterladen",
    fileName: "import-probleme.csv",
    headings: ["Datei", "Zeile", "Spalte", "Problem"],
  },

  correct: {
    title: "Zeilen mit Problemen",
    about:
      "Korrigieren Sie eine Zelle, und drücken Sie Enter. Sie wird sofort geprüft. Ihre Datei bleibt, wie sie ist.",
    none: "Es gibt keine Zeilen mit Problemen mehr.",
    line: (line) => `Zeile ${line}`,
    cell: (column, line) => `${column}, Zeile ${line}`,
    isCorrected: "Korrigiert",
    isNotSaved: (problem) => `${problem}. Noch nicht gespeichert`,
    byOther: (value) =>
      `Jemand anders hat „${value}“ eingegeben. Drücken Sie Enter, um Ihre Eingabe zu speichern.`,
    allCorrected: "Alle Zeilen sind korrigiert",
    checkedAgain: "Sie werden mit allen anderen erneut geprüft. Noch ist nichts importiert.",
    problemsInRows: (problems, rows) => `${problems} in ${rows}`,
    fix: "Noch ist nichts importiert. Korrigieren Sie die Zeilen hier oder in Ihrer Datei, und wählen Sie diese erneut.",
    importOthersToo: (others, invalid) =>
      counted(invalid, {
        one: `Sie können auch die anderen Zeilen importieren (${others}) und diese auslassen.`,
        other: `Sie können auch die anderen Zeilen importieren (${others}) und diese auslassen.`,
      }),
    aboutDownload: "Die Datei enthält die importierten Spalten und was in jeder Zeile falsch ist.",
    aboutWholeDownload: "Die Datei enthält Ihre Zeilen mit allen Spalten und was in jeder falsch ist.",
    download: (count) => counted(count, { one: "# Zeile herunterladen", other: "# Zeilen herunterladen" }),
    isNotDownloaded: "Die Zeilen konnten nicht heruntergeladen werden",
    fileName: "zeilen-mit-problemen.csv",
    problemColumn: "Problem",
    otherProblemColumn: (name) => `${name} der Zeile`,
  },
  others: {
    button: (count) => `Die anderen ${count} importieren`,
    title: (count) => counted(count, { one: "# Zeile importieren?", other: "# Zeilen importieren?" }),
    confirm: (count) => counted(count, { one: "# Zeile importieren", other: "# Zeilen importieren" }),
    text: (count) =>
      counted(count, {
        one: "# Zeile mit Problemen wird ausgelassen. Sie können sie jetzt oder innerhalb eines Tages herunterladen, die Datei korrigieren und importieren.",
        other:
          "# Zeilen mit Problemen werden ausgelassen. Sie können sie jetzt oder innerhalb eines Tages herunterladen, die Datei korrigieren und importieren.",
      }),
  },
};
