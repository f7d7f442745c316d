import type { ReactNode } from "react";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

const saveAsCsv = "In the spreadsheet, save the table as “CSV UTF-8”, and choose that file.";

export const texts = {
  cannotBeImported: "This cannot be imported",
  reading: "Reading the files",
  chooseFiles: "Choose files",
  chooseFolder: "Choose a folder",
  chooseOthers: "Choose other files",
  check: "Check",

  pick: {
    drop: "Drop a folder or files here",
    orPick: "or pick them:",
    files: "Files",
    folder: "Folder",
    dropNow: "Drop to import",
    table: (kind: (label: string) => ReactNode) =>
      withNames`${kind("A table")} of patients, doctors, appointments or clinical records from another program: one CSV file with column names in the first line.`,
    calendar: (kind: (label: string) => ReactNode) =>
      withNames`${kind("A calendar")} of another program: an .ics file.`,
    synthea: (kind: (label: string) => ReactNode) =>
      withNames`${kind("A Synthea export")}: its folder, with patients.csv, providers.csv and encounters.csv.`,
    about:
      "Files are read in your browser. Only imported columns are sent. Everything is checked first, and you can undo an import.",
  },
  pickTable: {
    title: "Choose a table",
    about:
      "One table is imported at a time. If this is a Synthea export, choose patients.csv, providers.csv and encounters.csv together.",
    import: "Import this",
    importOf: (file: string) => `Import this: ${file}`,
  },
  uploading: {
    title: "Uploading",
    keepOpen: "Keep this page open until the upload is finished.",
    finishOthers: (list: (label: string) => ReactNode) =>
      withNames`Finish or cancel an open import in the ${list("list of imports")}.`,
  },
  synthea: {
    title: "A Synthea export",
    rows: (file: string, rows: string) => `${file}: ${rows}`,
    ignored: (count: number) =>
      counted(count, { one: "# other file is ignored.", other: "# other files are ignored." }),
    about:
      "Patients, doctors and assignments are imported, and clinical records if their files are there. Social security, driving licence and passport numbers are not sent.",
    readable: "Remove the numbers and capitals that Synthea writes",
    readableExample: "Katheleen Veum and General practice, for Katheleen349 Veum823 and GENERAL PRACTICE.",
    appointments: "Also import past visits",
    appointmentsExample:
      "A completed appointment for each encounter that has ended. Also for patients of an earlier import of these files.",
  },

  table: {
    about: (file: ReactNode, rows: string) =>
      withNames`${file}, ${rows}. Choose what each column contains. Columns that you do not choose are ignored.`,
    repeatedHeadings: (count: number) =>
      counted(count, {
        one: "# row repeats the headings, and is left out.",
        other: "# rows repeat the headings, and are left out.",
      }),
    firstRows: "First rows",
    firstRowsScroll: "First rows, scrolls",
    hasHeader: "The file has the names of the columns",
    headerLine: "In line",
    /** A column without a name. `number` is also a placeholder. */
    column: (number: string) => `Column ${number}`,
    columns: "Columns",
    eachRow: "Each row is",
    aPatient: "a patient",
    aDoctor: "a doctor",
    anAppointment: "an appointment",
    anObservation: "an observation",
    aCondition: "a condition",
    anAllergy: "an allergy",
    aMedication: "a medication",
    anImmunization: "an immunization",
    anEncounter: "an encounter",
    notInFile: "Not in the file",
    genderOf: (code: string) => `Gender of code “${code}”`,
    dateFormat: "How dates are written",
    pleaseChoose: "Please choose",
    such: (value: string) => `Such as “${value}”`,
    guess: (value: string) => `A guess from values such as “${value}”`,
  },
  /** Columns whose values are parts of a name or an address. */
  parts: {
    middleName: "Middle names",
    birthName: "Last name at birth",
    secondLastName: "Second last name",
    houseNumber: "House number",
    addressLine2: "Second line of the address",
    city: "City",
    state: "State or province",
    postalCode: "Postal code",
  },
  appointment: {
    patient: "Patient",
    patientFirstName: "Patient’s first name",
    patientLastName: "Patient’s last name",
    patientDateOfBirth: "Patient’s date of birth",
    doctor: "Doctor",
    startsAt: "Date, or date and time",
    startTime: "Time",
    endsAt: "End",
    minutes: "Length in minutes",
    visitType: "Visit type",
    status: "Status",
    cancelled: "Cancelled, or when or why",
    noShow: "No-show",
    reasonForVisit: "Reason for visit",
  },
  clinical: {
    encounter: "Encounter (id)",
    code: "Code",
    codeSystem: "System of the code",
    codeText: "Name, in words",
    category: "Category",
    effectiveAt: "Date, or date and time",
    effectiveTime: "Time",
    value: "Value",
    unit: "Unit",
    referenceLow: "Lower limit of the reference range",
    referenceHigh: "Upper limit of the reference range",
    referenceRange: "Reference range, as 3.5-5.1",
    interpretation: "Interpretation",
    note: "Note",
    clinicalStatus: "Status",
    verificationStatus: "Verification status",
    severity: "Severity",
    onset: "Began on",
    abatement: "Ended on",
    recordedAt: "Recorded on",
    criticality: "Criticality",
    reaction: "Reaction",
    kind: "Kind of record",
    from: "Taken from",
    until: "Taken until",
    dosage: "Dosage",
    occurred: "Given on",
    doseNumber: "Number of the dose",
    lotNumber: "Lot number",
    manufacturer: "Manufacturer",
    expires: "Expires on",
    class: "Class",
  },
  codes: {
    title: "Codes and numbers",
    about:
      "A code that looks like LOINC or SNOMED CT is taken as one. Name the system of all others, such as ICD-10, or choose its column above.",
    system: "System of the codes",
    systemExample: "ICD-10",
    decimalMark: "Decimal mark",
    clearPoint: "Point, if the numbers show it",
    point: "Point, as in 6.3",
    comma: "Comma, as in 6,3",
  },
  signs: {
    title: "Columns with a sign each",
    about: "Each value becomes an observation. Say the units that the headings do not.",
    unitOf: (column: string, sign: string) => `Unit of ${column} (${sign})`,
    unitExample: "kg",
    leaveOut: (column: string) => `Leave out ${column}`,
  },
  people: {
    title: "Patients and doctors",
    patientsTitle: "Patients",
    aboutPatients:
      "Each cell has a name, an email address or a number. Import the patients first. If the cells have their numbers, name the program as in that import. “synthea” is a Synthea export.",
    about:
      "Each cell has a name, an email address or a number. Import the patients and doctors first. If the cells have their numbers, name the program as in those imports.",
    doctor: "Doctor of all rows",
    doctorPlaceholder: "Or choose the column above",
    system: "Program that their numbers are from",
  },
  encoding: {
    title: "Are all letters right?",
    about:
      "The file does not say how its letters are stored. Look for names with letters such as ä, é or ł in the first rows. If they are wrong, choose another encoding.",
    label: "Encoding",
    scripts: {
      western: "Western European",
      central: "Central European",
      cyrillic: "Cyrillic",
      greek: "Greek",
      turkish: "Turkish",
      hebrew: "Hebrew",
      arabic: "Arabic",
      baltic: "Baltic",
      japanese: "Japanese",
      chinese: "Chinese",
      korean: "Korean",
      unicode: "Unicode",
    },
  },
  identifier: {
    title: "Number in the other program",
    about:
      "If each row has its own number there, records imported earlier with that number are left unchanged.",
    column: "Number",
    system: "Name of the other program",
    systemExample: "old-practice",
  },
  missing: {
    name: "Choose the column of the full name, or the two of first and last name",
    firstName: "Required with the last name",
    lastName: "Required with the first name",
    appointment: "Required for appointments",
    observation: "Required for observations",
    patient: "Required",
    code: "Required: the code or the name",
    doctor: "Required, unless one doctor has all rows",
    dateFormat: "Choose how dates are written",
    identifierSystem: "Required with the number",
    longSystem: (maximum: number) => `At most ${maximum} characters`,
  },

  faults: {
    noFiles: "The folder contains no files.",
    severalNamed: (file: string) => `There are several files named ${file}. Choose the folder of one export.`,
    noCsv: (files: string) => `None of the ${files} files is a CSV file.`,
    tooLarge: (megabytes: string) =>
      `The files have ${megabytes} MB, which is over the limit of 256 MB. Split them, or import them on the server with “caretype import”.`,
    unreadable: "The files could not be read: they may be too large for this browser.",
    inFile: (file: string, fault: string) => `${file}: ${fault}`,
    lacksColumns: (file: string, columns: string) => `${file} lacks these columns of Synthea: ${columns}.`,
    hasTwice: (file: string, columns: string) => `${file} has these columns twice: ${columns}.`,
    loneSynthea: (file: string) =>
      `This is ${file} of a Synthea export. Choose its folder, or patients.csv, providers.csv and encounters.csv together.`,
  },
  fileFaults: {
    notOpened: "The file could not be opened. Is it still there?",
    empty: "The file is empty.",
    noRows: "The file has a header but no rows.",
    noHeader: "Its first line is not a header with column names.",
    notUtf8: "The file is not in UTF-8. Letters such as ä or é would be wrong.",
    workbook: `The file is a workbook or an archive, not CSV. ${saveAsCsv}`,
    oldWorkbook: `The file is a workbook of an old format, not CSV. ${saveAsCsv}`,
    pdf: "The file is a PDF, not CSV. Export the table as CSV instead.",
    compressed: "The file is compressed. Unpack it, and choose the CSV file in it.",
    vCard: "The file has contacts (vCard). Export them as a table (CSV).",
    hl7: "The file has messages of HL7 version 2. Export a table (CSV).",
    xdt: "The file is xDT (GDT, LDT or BDT). Export a table (CSV).",
    rtf: "The file is a text document (RTF), not CSV.",
    markup: "The file is XML or a web page, not CSV. Export the table as CSV instead.",
    notCalendar: "The file is no calendar that can be read (.ics), or has too many appointments.",
    notFhir: "The file is neither a CodeSystem nor a ValueSet of FHIR.",
    noCodes: "The file has no codes of its own.",
    notText: "The file is not CSV: it is not a text file.",
  },
  tooManyColumns: (maximum: number) => `The file has more than ${maximum} columns.`,
};

export const {
  appointment,
  clinical,
  codes,
  encoding,
  faults,
  identifier,
  missing,
  parts,
  people,
  signs,
  pick,
  pickTable,
  synthea,
  table,
} = texts;
