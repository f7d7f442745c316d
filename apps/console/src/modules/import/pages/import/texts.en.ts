import type { RecordCount } from "@caretype/api";
import { pluralsOf } from "../../../../words/format/plural.ts";

const counted = pluralsOf("en");

export const texts = {
  title: "Imports",
  allImports: "All imports",
  importFiles: "Import files",
  rowCount: (count: number) => counted(count, { one: "# row", other: "# rows" }),
  problemsToFix: (count: number) => counted(count, { one: "# problem to fix", other: "# problems to fix" }),
  assignments: "Assignments",
  assignmentCount: (count: number) => counted(count, { one: "# assignment", other: "# assignments" }),
  records: {
    encounter: "Encounters",
    condition: "Conditions",
    allergy: "Allergies",
    observation: "Observations",
    note: "Notes",
    medication: "Medications",
    immunization: "Immunizations",
    procedure: "Procedures",
    draft: "Drafts of notes",
  } satisfies Record<RecordCount["kind"], string>,
  appointments: "Appointments",
  appointmentCount: (count: number) => counted(count, { one: "# appointment", other: "# appointments" }),
  leftOut: (count: number) => counted(count, { one: "# row left out", other: "# rows left out" }),
  files: (first: string, more: number) =>
    counted(more, { one: `${first} and another file`, other: `${first} and # more files` }),
  facts: (what: string, when: string, by: string) => `${what}, ${when}, ${by}`,
  sources: { synthea: "Synthea export", table: "Table", django: "Django backend" },
  syntheaFiles: (files: string) => `Synthea export: ${files}`,
  more: (count: number) => counted(count, { one: "And # more.", other: "And # more." }),
  doneOf: (done: string, all: string) => `${done} of ${all}`,

  finished: {
    title: "Finished",
    about: "An import can be undone until one of its records is changed.",
    empty:
      "Nothing was imported yet. Import patients, doctors, appointments and clinical records as CSV, or a Synthea export.",
    isImported: "Imported",
    isUndone: (when: string) => `Undone ${when}`,
    isNotUndone: "Imported, could not be undone",
    duplicates: "Duplicates",
    duplicatesOf: (when: string) => `Duplicates of the import of ${when}`,
    undoOf: (when: string) => `Undo the import of ${when}`,
  },
  open: {
    title: "Not finished",
    fix: "Fix problems",
    continue: "Continue",
    fixOf: (files: string) => `Fix problems: ${files}`,
    continueOf: (files: string) => `Continue: ${files}`,
  },
  duplicates: {
    title: "Possible duplicates",
    soFar: (count: string) => `${count} so far; not all imported patients have been checked yet.`,
    none: "No imported patient resembles another patient.",
    total: (count: string) => `${count} in total.`,
  },

  undo: {
    label: "Undo this import",
    button: "Undo",
    isRunning: "Being undone",
    isDone: "Undone",
    title: "Undo this import?",
    text: "This removes all records of the import. It is refused if one was changed since. You can restore each record.",
    hasBegun:
      "The import is being undone in the background, when no other import runs. The list of imports shows its progress.",
    hasEnded: (count: number) =>
      counted(count, {
        one: "The import is undone: # record removed",
        other: "The import is undone: # records removed",
      }),
    stages: {
      queued: "Undoing",
      waiting: "Waiting to be undone",
      checking: "Undoing: checking for changes",
      removing: "Undoing",
    },
    removing: (done: string, all: string) => `Undoing: ${done} of ${all}`,
    nothingRemoved: "Nothing was removed",
    isBlocked: (count: number) =>
      counted(count, {
        one: "# record was changed or used since. Revert or remove edited records, and remove what was added to them. Then undo the import again.",
        other:
          "# records were changed or used since. Revert or remove edited records, and remove what was added to them. Then undo the import again.",
      }),
    isElsewhere: "Other practices have assigned doctors of this import to their patients.",
    aDoctor: "A doctor",
    aMerge: "A merge of patients",
    anAssignment: "An assignment",
  },

  failures: {
    LICENSE_NUMBER_TAKEN: "A licence number belongs to an existing doctor.",
    PERMISSION_DENIED: "You no longer have permission for this.",
    SERVICE_UNAVAILABLE: "The server was busy. Try again later.",
    INTERNAL: "The server failed. Try again. If it happens again, tell the server's administrator.",
  },
  /** For an error without a text. */
  otherFailure: (code: string) => `The server says ${code}.`,
};

export const { duplicates, finished, open, undo } = texts;
