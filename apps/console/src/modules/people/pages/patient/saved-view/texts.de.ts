import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  label: "Gespeicherte Ansichten",
  update: (name) => withNames`„${name}“ aktualisieren`,
  save: "Ansicht speichern",
  rename: "Ansicht umbenennen",
  remove: "Ansicht entfernen",
  askRemove: (name) => withNames`Ansicht „${name}“ entfernen?`,
  removeConsequence: "Sie wird für alle in der Praxis entfernt. Die Patienten bleiben unverändert.",
  isSaved: (name) => withNames`Die Ansicht „${name}“ ist gespeichert`,
  isRemoved: (name) => withNames`Die Ansicht „${name}“ wurde entfernt`,
  isNotSaved: "Die Ansicht wurde nicht gespeichert",
  nameHint: "Alle in der Praxis sehen diese Ansicht. Verwenden Sie keine Namen von Patienten.",
  submit: "Speichern",
};
