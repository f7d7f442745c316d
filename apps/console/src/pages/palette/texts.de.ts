import { pluralsOf } from "../../words/format/plural.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  button: "Suchen und öffnen",
  buttonEnd: "Patient, Arzt oder Seite",
  keys: "Strg K",
  title: "Suchen und öffnen",
  placeholder: "Patient, Arzt, Seite oder Aktion",
  fieldLabel: "Patient, Arzt, Seite oder Aktion suchen",
  loading: "Wird geladen …",
  results: "Ergebnisse",
  searching: "Wird gesucht …",
  nothing: "Nichts gefunden.",
  found: (count) => counted(count, { one: "1 gefunden", other: "# gefunden" }),
  born: (birth) => `Geboren ${birth}`,
  groups: {
    recent: "Zuletzt geöffnet",
    page: "Auf dieser Seite",
    lastChange: "Letzte Änderung",
    pages: "Seiten",
    actions: "Aktionen",
    patients: "Patienten",
    doctors: "Ärzte",
    similarPatients: "Ähnliche Patienten",
    similarDoctors: "Ähnliche Ärzte",
    related: "Verwandtes",
  },
  switchTo: (practice) => `Zu ${practice} wechseln`,
  switchWords: "praxis",
  schemes: { light: "Farben: hell", dark: "Farben: dunkel", auto: "Farben: System" },
  schemeWords: "design modus farbschema dunkelmodus",
};
