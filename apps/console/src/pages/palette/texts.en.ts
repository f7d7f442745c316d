import { pluralsOf } from "../../words/format/plural.ts";

const counted = pluralsOf("en");

export const texts = {
  button: "Go to",
  /** Read aloud after the text of the button. */
  buttonEnd: "a patient, a doctor or a page",
  keys: "Ctrl K",
  title: "Go to",
  placeholder: "Patient, doctor, page or action",
  fieldLabel: "Go to a patient, a doctor, a page or an action",
  loading: "Loading…",
  results: "Results",
  searching: "Searching…",
  nothing: "Nothing found.",
  found: (count: number) => counted(count, { one: "1 found", other: "# found" }),
  born: (birth: string) => `Born ${birth}`,
  groups: {
    recent: "Recent",
    page: "On this page",
    lastChange: "Last change",
    pages: "Pages",
    actions: "Actions",
    patients: "Patients",
    doctors: "Doctors",
    similarPatients: "Similar patients",
    similarDoctors: "Similar doctors",
    related: "Related",
  },
  switchTo: (practice: string) => `Switch to ${practice}`,
  switchWords: "practice",
  schemes: { light: "Colours: light", dark: "Colours: dark", auto: "Colours: system" },
  schemeWords: "theme mode color scheme",
};
