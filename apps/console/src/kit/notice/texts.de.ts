import { texts as permissions } from "../../words/permission/texts.de.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  permissions,
  unreachable: "Der Server ist nicht erreichbar. Prüfen Sie die Verbindung und versuchen Sie es erneut.",
  unanswered: "Der Server hat nicht geantwortet. Versuchen Sie es erneut.",
  partMissing: "Ein Teil dieser Seite konnte nicht geladen werden.",
  pageFailed:
    "Auf dieser Seite ist ein Fehler aufgetreten. Laden Sie sie neu. Wenn es wieder passiert, melden Sie es der Systemadministration.",
  isInvalid: (reasons) =>
    reasons ? `Die Eingabe ist nicht gültig: ${reasons}` : "Die Eingabe ist nicht gültig",
  request: (id) => `Anfrage ${id}`,
};
