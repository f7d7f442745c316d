import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  date: {
    choose: "Datum auswählen",
    hint: (example) => `Zum Beispiel ${example} oder 1980-02-29`,
    understood: (date, others) =>
      others.length === 0
        ? `Verstanden als ${date}`
        : `Verstanden als ${date}, nicht ${others.join(" oder ")}`,
    isUnread: (example) => `Kein Datum. Geben Sie es so ein: ${example}.`,
    isNoTime: (example) => `Keine Uhrzeit. Geben Sie sie so ein: ${example}.`,
    isNoMonth: (example) => `Kein Monat. Geben Sie ihn so ein: ${example}.`,
    zone: (zone) => `Zeitzone der Praxis: ${zone}`,
    isSkipped: "Diese Uhrzeit gibt es an dem Tag nicht (Zeitumstellung)",
  },
  cannotBeSaved: "Das kann noch nicht gespeichert werden",
  wasNotSaved: "Ihre Änderungen wurden nicht gespeichert",
  mayNotBeSaved: "Ihre Änderungen sind vielleicht nicht gespeichert",
  checkWhetherSaved: "Der Server hat nicht geantwortet. Prüfen Sie, ob sie gespeichert sind.",
  noAnswer: {
    title: "Keine Antwort: Vielleicht sind Ihre Änderungen gespeichert, vielleicht nicht",
    text: "Behalten Sie Ihre Eingabe, und speichern Sie sie erneut, sobald die Verbindung wieder da ist. Nichts wird doppelt gespeichert.",
  },
  unsaved: {
    title: "Ohne Speichern verlassen?",
    text: "Ihre Änderungen sind noch nicht gespeichert.",
    isSaving: "Ihre Änderungen werden gerade gespeichert und können noch abgelehnt werden.",
    leave: "Verlassen",
    stay: "Hier bleiben",
  },
  removed: {
    title: (name) => withNames`Jemand hat ${name} entfernt`,
    text: "Ihre Änderungen sind nicht gespeichert. Stellen Sie den Eintrag wieder her, und speichern Sie dann erneut.",
    isRestored: (name) => withNames`${name} ist wiederhergestellt`,
  },
  conflict: {
    title: "Jemand anders hat das geändert",
    text: "Ihre Änderungen sind noch nicht gespeichert. Wählen Sie für jedes Feld, welcher Wert bleibt.",
    mine: "Ihr Wert",
    saved: "Anderer Wert",
    changedByMe: "Nur von Ihnen geändert",
    changedByThem: "Nur von der anderen Person geändert",
    changedByBoth: "Von beiden geändert",
    choose: "Wählen Sie einen der beiden",
    empty: "(leer)",
    allMine: "Alle von mir",
    allSaved: "Alle von der anderen Person",
    back: "Zurück zum Formular",
    save: "Auswahl speichern",
  },
  isRestored: "Frühere Eingaben sind wieder da. Sie sind noch nicht gespeichert.",
  discard: "Verwerfen",
};
