import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Tastenkürzel",
  onThisPage: "Auf dieser Seite",
  everywhere: "Überall",
  goTo: "Suchen und öffnen",

  focusSearch: "Diese Liste durchsuchen",
  showKeys: "Tastenkürzel anzeigen",
  closeDialog: "Dialog oder Menü schließen",
  moveRow: "Zu einer anderen Zeile gehen",
  firstOrLastRow: "Zur ersten oder letzten Zeile gehen",
  saveForm: "Speichern",
  nextFree: "Nächste freie Zeit",
  nextFreeKey: "Alt+N",
  control: "Strg",
  escape: "Esc",
  home: "Pos1",
  end: "Ende",

  singleKeys: "Kürzel mit einer Taste",
  aboutSingleKeys: "Schalten Sie diese aus, wenn Sie per Sprache steuern oder versehentlich Tasten drücken.",
  areOn: (settings) =>
    withNames`Einzelne Tasten wirken, solange Sie nichts eingeben. Sie lassen sich in den ${settings} ausschalten.`,
  areOff: (settings) =>
    withNames`Kürzel mit einer Taste sind ausgeschaltet. Sie lassen sich in den ${settings} einschalten.`,
  displaySettings: "Anzeigeeinstellungen",
};
