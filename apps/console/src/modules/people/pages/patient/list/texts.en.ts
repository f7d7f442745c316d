import { formatNumber } from "../../../../../words/format/format.ts";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import type { PatientSort } from "./patient-filters.ts";

const counted = pluralsOf("en");

const patients = { one: "# patient", other: "# patients" };

export const texts = {
  noneMatch:
    "No patient matches. Every word must be part of a name, date of birth, address, email address, phone number or identifier.",
  showAll: "Show all patients",
  noneYet: "There are no patients yet.",
  addFirst: "Add the first patient",
  orImport: "Or import them from files",
  assignTo: (name: string) => `Assign a doctor to ${name}`,
  editName: (name: string) => `Edit ${name}`,

  columns: {
    born: "Born",
    changed: "Changed",
    nextVisit: "Next visit",
    select: "Select",
    selectAll: "Select all loaded patients",
    actions: "Actions",
  },
  display: {
    button: "Display",
    density: "Density",
    comfortable: "Comfortable",
    compact: "Compact",
    columns: "Columns",
  },

  filters: {
    whose: "Whose patients",
    anyGender: "Any",
    anyDoctor: "Any",
    noDoctor: "No doctor",
    clearDoctor: "Any doctor",
    noSuchDoctor: "No such doctor",
    doctorIs: (name: string | null) => `Doctor: ${name ?? "any"}`,
    ageFrom: "From",
    ageTo: "to",
    fromAge: "From age",
    toAge: "To age",
    agesAre: (oldest: number) => `Ages are 0 to ${oldest}`,
    isReversed: "“From” is greater than “to”",
    order: "Order",
  },
  sorts: {
    relevance: "Best match first",
    newest: "Newest first",
    oldest: "Oldest first",
    name: "By last name",
    updated: "Last changed first",
  } satisfies Record<PatientSort, string>,

  csv: {
    action: "Export as CSV",
    read: (count: number) => `${counted(count, patients)} read…`,
    areExported: (count: number) =>
      counted(count, { one: "# patient is exported", other: "# patients are exported" }),
    failed: "The file could not be downloaded",
  },

  selection: {
    start: "Select patients",
    nobody: "Select the patients to change or export.",
    done: "Done",
    toolbar: "Selected patients",
    count: (count: number) => `${formatNumber(count)} selected`,
    clear: "Clear selection",
  },
};

export const { columns, csv, display, filters, selection } = texts;
