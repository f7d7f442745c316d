import { pluralsOf } from "../../../words/format/plural.ts";
import { withNames } from "../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

const saveAsCsv =
  "Speichern Sie die Tabelle im Tabellenprogramm als „CSV UTF-8“, und wählen Sie diese Datei.";

export const texts: typeof english = {
  cannotBeImported: "Das kann nicht importiert werden",
  reading: "Die Dateien werden gelesen",
  chooseFiles: "Dateien wählen",
  chooseFolder: "Ordner wählen",
  chooseOthers: "Andere Dateien wählen",
  check: "Prüfen",

  pick: {
    drop: "Ordner oder Dateien hierher ziehen",
    orPick: "oder auswählen:",
    files: "Dateien",
    folder: "Ordner",
    dropNow: "Zum Importieren ablegen",
    table: (kind) =>
      withNames`${kind("Eine Tabelle")} mit Patienten, Ärzten, Terminen oder klinischen Einträgen aus einem anderen Programm: eine CSV-Datei mit Spaltennamen in der ersten Zeile.`,
    calendar: (kind) => withNames`${kind("Ein Kalender")} eines anderen Programms: eine .ics-Datei.`,
    synthea: (kind) =>
      withNames`${kind("Ein Synthea-Export")}: sein Ordner, mit patients.csv, providers.csv und encounters.csv.`,
    about:
      "Die Dateien werden in Ihrem Browser gelesen. Nur importierte Spalten werden gesendet. Alles wird zuerst geprüft, und Sie können einen Import rückgängig machen.",
  },
  pickTable: {
    title: "Tabelle wählen",
    about:
      "Es wird immer nur eine Tabelle importiert. Bei einem Synthea-Export wählen Sie patients.csv, providers.csv und encounters.csv zusammen.",
    import: "Importieren",
    importOf: (file) => `Importieren: ${file}`,
  },
  uploading: {
    title: "Wird hochgeladen",
    keepOpen: "Lassen Sie diese Seite offen, bis alles hochgeladen ist.",
    finishOthers: (list) =>
      withNames`Beenden oder verwerfen Sie einen offenen Import in der ${list("Liste der Importe")}.`,
  },
  synthea: {
    title: "Ein Synthea-Export",
    rows: (file, rows) => `${file}: ${rows}`,
    ignored: (count) =>
      counted(count, {
        one: "# andere Datei wird ignoriert.",
        other: "# andere Dateien werden ignoriert.",
      }),
    about:
      "Patienten, Ärzte und Zuweisungen werden importiert, und klinische Einträge, wenn deren Dateien dabei sind. Sozialversicherungs-, Führerschein- und Passnummern werden nicht gesendet.",
    readable: "Ziffern und Großbuchstaben entfernen, die Synthea schreibt",
    readableExample: "Katheleen Veum und General practice, für Katheleen349 Veum823 und GENERAL PRACTICE.",
    appointments: "Auch vergangene Termine importieren",
    appointmentsExample:
      "Ein abgeschlossener Termin für jede beendete Konsultation. Auch für Patienten eines früheren Imports dieser Dateien.",
  },

  table: {
    about: (file, rows) =>
      withNames`${file}, ${rows}. Wählen Sie, was jede Spalte enthält. Nicht gewählte Spalten werden ignoriert.`,
    repeatedHeadings: (count) =>
      counted(count, {
        one: "# Zeile wiederholt die Überschriften und wird ausgelassen.",
        other: "# Zeilen wiederholen die Überschriften und werden ausgelassen.",
      }),
    firstRows: "Erste Zeilen",
    firstRowsScroll: "Erste Zeilen, scrollbar",
    hasHeader: "Die Datei enthält Spaltennamen",
    headerLine: "In Zeile",
    column: (number) => `Spalte ${number}`,
    columns: "Spalten",
    eachRow: "Jede Zeile ist",
    aPatient: "ein Patient",
    aDoctor: "ein Arzt",
    anAppointment: "ein Termin",
    anObservation: "ein Befund",
    aCondition: "eine Diagnose",
    anAllergy: "eine Allergie",
    aMedication: "ein Medikament",
    anImmunization: "eine Impfung",
    anEncounter: "eine Konsultation",
    notInFile: "Nicht in der Datei",
    genderOf: (code) => `Geschlecht beim Kürzel „${code}“`,
    dateFormat: "Datumsformat",
    pleaseChoose: "Bitte wählen",
    such: (value) => `Zum Beispiel „${value}“`,
    guess: (value) => `Vermutet aus Werten wie „${value}“`,
  },
  parts: {
    middleName: "Weitere Vornamen",
    secondLastName: "Zweiter Nachname",
    houseNumber: "Hausnummer",
    addressLine2: "Zweite Zeile der Adresse",
    city: "Ort",
    state: "Bundesstaat oder Provinz",
    postalCode: "Postleitzahl",
  },
  appointment: {
    patient: "Patient",
    patientFirstName: "Vorname des Patienten",
    patientLastName: "Nachname des Patienten",
    patientDateOfBirth: "Geburtsdatum des Patienten",
    doctor: "Arzt",
    startsAt: "Datum oder Datum und Uhrzeit",
    startTime: "Uhrzeit",
    endsAt: "Ende",
    minutes: "Dauer in Minuten",
    visitType: "Terminart",
    status: "Status",
    cancelled: "Abgesagt, oder wann oder warum",
    noShow: "Nicht erschienen",
    reasonForVisit: "Grund des Besuchs",
  },
  clinical: {
    encounter: "Konsultation (ID)",
    code: "Code",
    codeSystem: "System des Codes",
    codeText: "Bezeichnung",
    category: "Kategorie",
    effectiveAt: "Datum oder Datum und Uhrzeit",
    effectiveTime: "Uhrzeit",
    value: "Wert",
    unit: "Einheit",
    referenceLow: "Untere Grenze des Referenzbereichs",
    referenceHigh: "Obere Grenze des Referenzbereichs",
    referenceRange: "Referenzbereich, wie 3.5-5.1",
    interpretation: "Bewertung",
    note: "Bemerkung",
    clinicalStatus: "Status",
    verificationStatus: "Diagnosesicherheit",
    severity: "Schweregrad",
    onset: "Beginn",
    abatement: "Ende",
    recordedAt: "Erfasst am",
    criticality: "Risiko",
    reaction: "Reaktion",
    kind: "Art des Eintrags",
    from: "Eingenommen ab",
    until: "Eingenommen bis",
    dosage: "Dosierungsanweisung",
    occurred: "Verabreicht am",
    doseNumber: "Dosis Nr.",
    lotNumber: "Chargennummer",
    manufacturer: "Hersteller",
    expires: "Haltbar bis",
    class: "Art der Konsultation",
  },
  codes: {
    title: "Codes und Zahlen",
    about:
      "Ein Code, der nach LOINC oder SNOMED CT aussieht, gilt als solcher. Nennen Sie das System aller anderen, etwa ICD-10, oder wählen Sie oben seine Spalte.",
    system: "System der Codes",
    systemExample: "ICD-10",
    decimalMark: "Dezimaltrennzeichen",
    clearPoint: "Punkt, wenn die Zahlen es zeigen",
    point: "Punkt, wie in 6.3",
    comma: "Komma, wie in 6,3",
  },
  signs: {
    title: "Spalten mit je einem Messwert",
    about: "Jeder Wert wird ein Befund. Nennen Sie die Einheiten, die nicht in den Überschriften stehen.",
    unitOf: (column, sign) => `Einheit von ${column} (${sign})`,
    unitExample: "kg",
    leaveOut: (column) => `${column} weglassen`,
  },
  people: {
    title: "Patienten und Ärzte",
    patientsTitle: "Patienten",
    aboutPatients:
      "Jede Zelle enthält einen Namen, eine E-Mail-Adresse oder eine Nummer. Importieren Sie zuerst die Patienten. Wenn die Zellen deren Nummern enthalten, nennen Sie das Programm wie bei jenem Import. „synthea“ steht für einen Synthea-Export.",
    about:
      "Jede Zelle enthält einen Namen, eine E-Mail-Adresse oder eine Nummer. Importieren Sie zuerst die Patienten und Ärzte. Wenn die Zellen deren Nummern enthalten, nennen Sie das Programm wie bei jenen Importen.",
    doctor: "Arzt für alle Zeilen",
    doctorPlaceholder: "Oder oben die Spalte wählen",
    system: "Programm, aus dem die Nummern stammen",
  },
  encoding: {
    title: "Sind alle Buchstaben richtig?",
    about:
      "Die Datei gibt nicht an, wie ihre Buchstaben gespeichert sind. Suchen Sie in den ersten Zeilen nach Namen mit Buchstaben wie ä, é oder ł. Wenn sie falsch sind, wählen Sie eine andere Kodierung.",
    label: "Kodierung",
    scripts: {
      western: "Westeuropäisch",
      central: "Mitteleuropäisch",
      cyrillic: "Kyrillisch",
      greek: "Griechisch",
      turkish: "Türkisch",
      hebrew: "Hebräisch",
      arabic: "Arabisch",
      baltic: "Baltisch",
      japanese: "Japanisch",
      chinese: "Chinesisch",
      korean: "Koreanisch",
      unicode: "Unicode",
    },
  },
  identifier: {
    title: "Nummer im anderen Programm",
    about:
      "Wenn dort jede Zeile eine eigene Nummer hat, bleiben früher mit dieser Nummer importierte Datensätze unverändert.",
    column: "Nummer",
    system: "Name des anderen Programms",
    systemExample: "alte-praxis",
  },
  missing: {
    name: "Wählen Sie die Spalte des vollständigen Namens oder die von Vor- und Nachnamen",
    firstName: "Mit dem Nachnamen erforderlich",
    lastName: "Mit dem Vornamen erforderlich",
    appointment: "Für Termine erforderlich",
    observation: "Für Befunde erforderlich",
    patient: "Erforderlich",
    code: "Erforderlich: der Code oder die Bezeichnung",
    doctor: "Erforderlich, außer wenn ein Arzt für alle Zeilen gilt",
    dateFormat: "Wählen Sie das Datumsformat",
    identifierSystem: "Mit der Nummer erforderlich",
    longSystem: (maximum) => `Höchstens ${maximum} Zeichen`,
  },

  faults: {
    noFiles: "Der Ordner enthält keine Dateien.",
    severalNamed: (file) => `Mehrere Dateien heißen ${file}. Wählen Sie den Ordner eines einzelnen Exports.`,
    noCsv: (files) => `Keine der ${files} Dateien ist eine CSV-Datei.`,
    tooLarge: (megabytes) =>
      `Die Dateien haben ${megabytes} MB, erlaubt sind 256 MB. Teilen Sie sie auf, oder importieren Sie sie auf dem Server mit „caretype import“.`,
    unreadable: "Die Dateien konnten nicht gelesen werden: Vielleicht sind sie für diesen Browser zu groß.",
    inFile: (file, fault) => `${file}: ${fault}`,
    lacksColumns: (file, columns) => `In ${file} fehlen diese Spalten von Synthea: ${columns}.`,
    hasTwice: (file, columns) => `In ${file} sind diese Spalten doppelt: ${columns}.`,
    loneSynthea: (file) =>
      `Das ist ${file} eines Synthea-Exports. Wählen Sie dessen Ordner, oder patients.csv, providers.csv und encounters.csv zusammen.`,
  },
  fileFaults: {
    notOpened: "Die Datei konnte nicht geöffnet werden. Ist sie noch da?",
    empty: "Die Datei ist leer.",
    noRows: "Die Datei hat eine Kopfzeile, aber keine Zeilen.",
    noHeader: "Die erste Zeile enthält keine Spaltennamen.",
    notUtf8: "Die Datei ist nicht in UTF-8. Buchstaben wie ä oder é wären falsch.",
    workbook: `Die Datei ist eine Arbeitsmappe oder ein Archiv, kein CSV. ${saveAsCsv}`,
    oldWorkbook: `Die Datei ist eine Arbeitsmappe in einem alten Format, kein CSV. ${saveAsCsv}`,
    pdf: "Die Datei ist ein PDF, kein CSV. Exportieren Sie die Tabelle als CSV.",
    compressed: "Die Datei ist komprimiert. Entpacken Sie sie, und wählen Sie die CSV-Datei darin.",
    rtf: "Die Datei ist ein Textdokument (RTF), kein CSV.",
    markup: "Die Datei ist XML oder eine Webseite, kein CSV. Exportieren Sie die Tabelle als CSV.",
    notCalendar: "Die Datei ist kein lesbarer Kalender (.ics) oder hat zu viele Termine.",
    notFhir: "Die Datei ist weder ein CodeSystem noch ein ValueSet von FHIR.",
    noCodes: "Die Datei enthält keine eigenen Codes.",
    notText: "Die Datei ist kein CSV: Sie ist keine Textdatei.",
  },
  tooManyColumns: (maximum) => `Die Datei hat mehr als ${maximum} Spalten.`,
};
