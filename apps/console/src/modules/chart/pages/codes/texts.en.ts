import type { ReactNode } from "react";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { CodeField, Terminology } from "../../records/codes/use-code-rule.ts";

const counted = pluralsOf("en");
const codes = (count: number) => counted(count, { one: "1 code", other: "# codes" });

export const texts = {
  title: "Codes",
  all: "All codes",
  importCodes: "Import codes",
  isImported: (name: string, count: number) => withNames`${name} is imported: ${codes(count)}`,
  kinds: { "code-system": "Code system", "value-set": "Value set" } satisfies Record<
    Terminology["kind"],
    string
  >,
  version: (version: string) => `version ${version}`,
  count: codes,
  /** `name` is a code system or a value set. */
  offer: (name: string, kind: Terminology["kind"]) =>
    kind === "value-set" ? `${name} (value set)` : `${name} (code system)`,

  imported: {
    title: "Imported",
    about: "Searches read the latest version of each code system and value set.",
    empty: "No codes have been imported yet.",
  },
  states: { latest: "Latest", older: "Older version", unfinished: "Not finished" },
  undo: {
    label: "Undo",
    of: (name: string, version: string) => `Undo: ${name}, version ${version}`,
    question: (name: string, version: string) => withNames`Undo the import of ${name}, version ${version}?`,
    consequence:
      "Its codes are no longer found, and the version before is the latest again. Records keep the codes that they have.",
    isDone: (name: string, version: string) =>
      withNames`The import of ${name}, version ${version}, is undone`,
  },

  fields: {
    title: "Codes by field",
    about: "Any code, unless a field names what it offers. Text without a code is always accepted.",
    any: "Any code",
    rule: (name: string, mode: string) => `${name}. Other codes: ${mode}`,
    changeOf: (field: string) => `Edit: ${field}`,
    isSaved: (field: string) => `What the field offers is saved: ${field}`,
    offers: "The field offers",
    others: "Other codes",
    names: {
      "encounter.reason": "Reason of an encounter",
      "condition.code": "Problem or diagnosis",
      "allergy.substance": "Substance of an allergy",
      "observation.code": "Observation",
      "medication.drug": "Medication",
      "immunization.vaccine": "Vaccine",
      "procedure.code": "Procedure",
    } satisfies Record<CodeField["field"], string>,
  },
  modes: {
    refuse: { label: "Refused", about: "A record with another code cannot be saved." },
    warn: { label: "Accepted with a warning", about: "Forms warn of another code." },
    take: { label: "Accepted", about: "Forms suggest what the field offers." },
  } satisfies Record<CodeField["mode"], { label: string; about: string }>,

  pick: {
    drop: "Drop a file of codes here",
    file: "File",
    choose: "Choose a file",
    about:
      "A table (.csv with commas, .tsv or .txt with tabs) with column names in the first line, or a CodeSystem or ValueSet of FHIR (.json). The file is read in your browser, and everything is checked first.",
  },
  chooseAnother: "Choose another file",
  about: (file: ReactNode, count: number) =>
    withNames`${file}, ${counted(count, { one: "1 row", other: "# rows" })}.`,
  form: {
    title: "About the codes",
    kind: "The file is",
    uri: "Address",
    uriHint: "That of the code system, such as http://loinc.org, or of the value set",
    version: "Version",
    versionHint: "As its publisher names it, such as 2.80 or 2026-03",
    name: "Name",
    nameHint: "For people, such as LOINC",
    isPartial: "The file is only a part of the code system",
    isPartialHint: "Then codes that it lacks are not marked as retired.",
    columns: {
      code: "Code",
      display: "Meaning",
      synonyms: "Other words",
      active: "Active or retired",
      system: "System",
    },
    synonymsHint: "Separated by semicolons in a cell",
    activeHint: "Cells such as 0, false, inactive or deprecated mark a code as retired",
    submit: "Check and import",
  },
  progress: {
    title: "Importing codes",
    stages: {
      checking: "Checking the codes",
      sending: "Sending the codes. Keep this page open.",
      finishing: "Making the codes available",
    },
  },
  undoOthers: (list: (label: string) => ReactNode) =>
    withNames`Undo an import that is not finished in the ${list("list of codes")}.`,
};

export const { form, kinds } = texts;
