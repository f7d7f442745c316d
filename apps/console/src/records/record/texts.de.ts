import { pluralsOf } from "../../words/format/plural.ts";
import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  wasSaved: (instant) => `Die andere Fassung wurde am ${instant} gespeichert.`,
  fullName: "Vollständiger Name",
  firstName: "Vorname",
  lastName: "Nachname",
  lastNameHint: "Bei Personen mit nur einem Namen leer lassen",
  phoneNumber: "Telefonnummer",

  removed: "Entfernt",
  removedBy: "Von",
  unknownAccount: "Unbekanntes Konto",
  restoreName: (name) => `${name} wiederherstellen`,
  isRestored: (name) => withNames`${name} wurde wiederhergestellt`,
  isNotRestored: (name) => withNames`${name} wurde nicht wiederhergestellt`,
  cannotBeRestored: (name) => withNames`${name} kann noch nicht wiederhergestellt werden`,

  isNotRemoved: (name) => withNames`${name} wurde nicht entfernt`,
  removalIsStale:
    "Der Eintrag wurde geändert, nachdem Sie ihn geöffnet haben. Prüfen Sie ihn und entfernen Sie ihn dann erneut.",
  unassignAndRemove: "Zuweisungen aufheben und entfernen",
  unassignAndRemoveHint:
    "Sie können die Zuweisungen aufheben und den Eintrag in einem Schritt entfernen. „Rückgängig“ stellt alles wieder her.",
  andMore: (count) => counted(count, { one: "Und 1 weiterer Eintrag.", other: "Und # weitere Einträge." }),
  genders: { female: "Weiblich", male: "Männlich", other: "Divers", unknown: "Unbekannt" },
};
