import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  submitNew: "Patient hinzufügen",
  isAdded: (name) => withNames`${name} wurde hinzugefügt`,
  editName: (name) => withNames`${name} bearbeiten`,
  areSaved: (name) => withNames`Die Änderungen an ${name} sind gespeichert`,
  showRemoval: "Entfernten Eintrag in neuem Tab anzeigen",
  savedBy: (who, instant) => withNames`${who ?? "Jemand"} hat dies am ${instant} gespeichert.`,

  birth: {
    isUnread: (example) => `Kein Geburtsdatum. Geben Sie es so ein: ${example}.`,
    orAge: "Oder das Alter in Jahren",
    ifUnknown: "Wenn das Datum unbekannt ist",
    isCalculated: "Aus dem Geburtsdatum berechnet",
  },

  duplicates: {
    maybeSaved:
      "Das kann Ihr eigener Eintrag sein: Der Server hat beim Speichern nicht geantwortet. Ist es einer von diesen?",
    notSaved: "Noch ist nichts gespeichert. Ist es einer von diesen?",
    backToForm: "Zurück zum Formular",
    addAsNew: "Als neuen Patienten hinzufügen",
    use: "Diesen Patienten verwenden",
  },
};
