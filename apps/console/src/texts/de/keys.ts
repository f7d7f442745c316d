import { withNames } from "../../shell/text/with-names.ts";
import type { texts as english } from "../en/keys.ts";

export const texts: typeof english = {
  title: "Tastenkürzel",
  onThisPage: "Auf dieser Seite",
  everywhere: "Überall",
  goTo: "Gehe zu",

  add: {
    patient: "Patienten hinzufügen",
    doctor: "Arzt hinzufügen",
    import: "Aus Dateien importieren",
    member: "Jemanden einladen",
    apiKey: "API-Schlüssel erstellen",
  },
  focusSearch: "Diese Liste durchsuchen",
  openPalette: "Zu Patient, Arzt, Seite oder Aktion gehen",
  showKeys: "Tastenkürzel anzeigen",
  closeDialog: "Dialog oder Menü schließen",
  moveRow: "Zu einer anderen Zeile gehen",
  firstOrLastRow: "Zur ersten oder letzten Zeile gehen",
  saveForm: "Speichern",
  control: "Strg",
  escape: "Esc",
  home: "Pos1",
  end: "Ende",

  singleKeys: "Kürzel mit einer Taste",
  aboutSingleKeys: "Schalten Sie diese aus, wenn Sie mit Sprache bedienen oder Tasten versehentlich drücken.",
  areOn: (settings) =>
    withNames`Einzelne Tasten wirken, solange Sie nichts eingeben. Sie lassen sich in den ${settings} ausschalten.`,
  areOff: (settings) =>
    withNames`Kürzel mit einer Taste sind ausgeschaltet. Sie lassen sich in den ${settings} einschalten.`,
  displaySettings: "Anzeigeeinstellungen",

  recent: "Zuletzt geöffnet",
  printPage: "Diese Seite drucken",
  exportPatients: "Patienten als CSV exportieren",
  exportWords: "export exportieren herunterladen csv tabelle excel",
  printWords: "drucken ausdrucken papier pdf",
  keysWords: "tasten tastatur tastenkürzel tastenkombinationen shortcuts hilfe",

  selectPatients: "Patienten auswählen",
  noneSelected: "Wählen Sie die Patienten, die Sie ändern oder exportieren möchten.",
  doneSelecting: "Fertig",
};
