import { pluralsOf } from "../plural.ts";

const counted = pluralsOf("en");

export const texts = {
  button: "Go to",
  /** Read aloud after the text of the button. */
  buttonEnd: "a patient, a doctor or a page",
  keys: "Ctrl K",
  title: "Go to",
  placeholder: "A patient, a doctor, a page or an action",
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
    related: "Related",
  },
  switchTo: (practice: string) => `Switch to ${practice}`,
  switchWords: "practice",
  schemes: { light: "Colours: light", dark: "Colours: dark", auto: "Colours: system" },
  schemeWords: "theme mode color scheme",
  /** `words` are what people may type instead of the label. */
  commands: {
    undo: { label: "Undo the last change", words: "revert back" },
    newPatient: { label: "Add a patient", words: "new create register" },
    newDoctor: { label: "Add a doctor", words: "new create" },
    newImport: { label: "Import from files", words: "csv synthea upload" },
    invite: { label: "Invite somebody", words: "member invitation colleague mail" },
    newApiKey: { label: "Create an API key", words: "new create add token" },
    removedPatients: { label: "Removed patients", words: "restore deleted trash" },
    removedDoctors: { label: "Removed doctors", words: "restore deleted trash" },
    emergencyAccess: { label: "Emergency access", words: "emergency staff" },
    account: { label: "My account", words: "profile email email address name" },
    display: {
      label: "Display settings",
      words: "settings preferences options language dates time zone theme colours colors dark light",
    },
    setUpAppointments: {
      label: "Set up appointments",
      words: "visit types rooms opening hours schedule settings",
    },
    practiceSettings: { label: "Practice settings", words: "settings rename name time zone second factor" },
    security: { label: "Password and second factor", words: "security passkeys recovery codes" },
    sessions: { label: "My sessions", words: "devices sign out everywhere" },
    practices: { label: "My practices", words: "switch leave create" },
    exportPatients: { label: "Export patients as CSV", words: "export download csv spreadsheet excel" },
    print: { label: "Print this page", words: "print paper pdf" },
    keys: { label: "Keyboard shortcuts", words: "keys keyboard shortcuts hotkeys help" },
    api: { label: "Try the API", words: "docs reference rest playground help documentation" },
    signOut: { label: "Sign out", words: "log out logout leave" },
  },
};
