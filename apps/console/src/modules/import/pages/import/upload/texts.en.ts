import { pluralsOf } from "../../../../../words/format/plural.ts";

const counted = pluralsOf("en");

export const texts = {
  title: "Import",
  subtitle: (rows: string, when: string, by: string) => `${rows}, uploaded on ${when} by ${by}`,
  import: "Import",
  checkAgain: "Check again",
  chooseAgain: "Choose the files again",
  doNotImport: "Do not import",
  startOver: "Start over",
  nothingImported: "Nothing was imported",

  states: {
    uploading: "Upload incomplete",
    checking: "Checking",
    checked: "Ready to import",
    running: "Importing",
    done: "Imported",
    refused: "Refused: nothing was imported",
    failed: "Stopped: nothing was imported",
    cancelled: "Cancelled",
  },
  cannotBeImported: "Cannot be imported",
  stages: {
    queued: "Starting soon.",
    reading: "Reading the rows.",
    waiting: "Waiting for other imports.",
    writing: "Writing the records.",
    comparing: "Comparing new patients with existing ones.",
  },
  continues: "This continues when you leave the page.",
  checkContinues: "This continues when you leave the page. A check imports nothing.",
  incomplete: {
    title: "The upload is incomplete",
    text: "It is still running elsewhere, or was interrupted, for example by reloading the page. Incomplete uploads are deleted after a day.",
  },
  cancelled: {
    title: "Cancelled",
    text: "Nothing was imported, and the uploaded rows are deleted.",
  },

  checked: {
    changeColumns: "Change the columns",
    onlyUploaded: "Only these columns were uploaded. To use others, choose the file again.",
    noProblems: "The check found no problems",
    wouldAdd: "Nothing is imported yet. The import would add:",
    wouldFail: "The import would fail",
    nothingNew: "There is nothing new to import",
    allImported: "All records were imported before.",
  },
  done: {
    title: "Imported",
    nothingNew: "There was nothing new to import",
    leftOut: (count: number) =>
      counted(count, {
        one: "# row with problems was left out",
        other: "# rows with problems were left out",
      }),
    repeated: (count: number) =>
      counted(count, {
        one: "# row repeats another one and was left out",
        other: "# rows repeat another one and were left out",
      }),
    howToImport: "Download them within a day, correct the file, and import it.",
    toPatients: "Go to the patients",
    toDoctors: "Go to the doctors",
    allDuplicates: "All possible duplicates",
  },
  units: {
    title: "Units",
    text: "As they are written in the file, and as they are read.",
    means: (written: string) => `What “${written}” means, such as mmol/L`,
    check: "Check again with these units",
  },
  warnings: {
    title: (count: number) =>
      counted(count, {
        one: "1 row to look at",
        other: "# rows to look at",
      }),
    lines: (lines: string) => `Lines ${lines}`,
  },
  result: {
    label: "Result",
    records: "Records",
    imported: "Imported",
    new: "New",
    existing: "Existing",
    unchanged: "Existing records are left unchanged.",
    /** Numbers of rows or values, and what happened to those that are no separate record. */
    countOf: (kind: string, count: string) => `${kind}: ${count} in the file`,
    joined: (count: string) => `${count} part of another record`,
    repeated: (count: string) => `${count} repeated`,
    refused: (count: string) => `${count} with problems`,
  },
  duplicates: {
    title: "Possible duplicates",
    text: (count: number) =>
      counted(count, {
        one: "# new patient may already exist. They are imported anyway. Compare them afterwards, and merge duplicates.",
        other:
          "# new patients may already exist. They are imported anyway. Compare them afterwards, and merge duplicates.",
      }),
    line: (line: string, reasons: string, score: number) => `Line ${line}: ${reasons} (${score}% match).`,
    compare: "Compare and merge",
    compareLine: (line: string) => `Compare and merge, line ${line}`,
    existing: "Existing patient",
    existingLine: (line: string) => `Existing patient, line ${line}`,
  },

  problems: {
    title: (count: number) =>
      counted(count, { one: "# problem in the files", other: "# problems in the files" }),
    text: "Nothing is imported until they are fixed. Correct the files, then choose them again.",
    first: (shown: string, total: string) => `The first ${shown} of ${total}:`,
    all: "All problems:",
    label: "Problems",
    labelScrolls: "Problems, scrolls",
    file: "File",
    line: "Line",
    column: "Column",
    problem: "Problem",
    download: "Download as CSV",
    fileName: "import-problems.csv",
    /** Headers of the CSV. */
    headings: ["file", "line", "column", "problem"],
  },

  correct: {
    title: "Rows with problems",
    about: "Correct a cell and press Enter. It is checked at once. Your file stays as it is.",
    none: "No rows with problems are left.",
    line: (line: string) => `Line ${line}`,
    cell: (column: string, line: string) => `${column}, line ${line}`,
    isCorrected: "Corrected",
    isNotSaved: (problem: string) => `${problem}. Not saved yet`,
    byOther: (value: string) => `Somebody else has entered “${value}”. Press Enter to save yours.`,
    allCorrected: "All rows are corrected",
    checkedAgain: "They are checked again, together with all others. Nothing is imported yet.",
    /** `problems` and `rows` are such as "3 problems to fix" and "2 rows". */
    problemsInRows: (problems: string, rows: string) => `${problems} in ${rows}`,
    fix: "Nothing is imported yet. Correct the rows here, or in your file and choose it again.",
    importOthersToo: (others: string, invalid: number) =>
      counted(invalid, {
        one: `You can also import the other ${others}, and leave this one out.`,
        other: `You can also import the other ${others}, and leave these out.`,
      }),
    aboutDownload: "The download has the columns that are imported, and what is wrong in each row.",
    aboutWholeDownload: "The download has your rows with all columns of the file, and what is wrong in each.",
    download: (count: number) => counted(count, { one: "Download # row", other: "Download # rows" }),
    isNotDownloaded: "The rows could not be downloaded",
    fileName: "rows-with-problems.csv",
    problemColumn: "Problem",
    /** For a file that already has a column "Problem". */
    otherProblemColumn: (name: string) => `${name} of the row`,
  },
  others: {
    button: (count: string) => `Import the other ${count}`,
    title: (count: number) => counted(count, { one: "Import # row?", other: "Import # rows?" }),
    confirm: (count: number) => counted(count, { one: "Import # row", other: "Import # rows" }),
    text: (count: number) =>
      counted(count, {
        one: "# row with problems is left out. You can download it now or within a day, correct the file, and import it.",
        other:
          "# rows with problems are left out. You can download them now or within a day, correct the file, and import it.",
      }),
  },
};

export const { checked, correct, done, duplicates, others, problems, result } = texts;
