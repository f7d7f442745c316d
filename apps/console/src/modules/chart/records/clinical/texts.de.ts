import { formatPartialDate } from "../../../../words/format/format.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  editOf: (what) => `Bearbeiten: ${what}`,
  noneNow: "Zurzeit keine.",
  showAll: "Alle zeigen",
  showAllOf: (kind) => `Alle zeigen: ${kind}`,
  inError: "Irrtümlich erfasst",
  inErrorOf: (what) => `Irrtümlich erfasst: ${what}`,
  reason: "Grund",
  isInError: "Der Eintrag ist als irrtümlich erfasst markiert",
  addAnyway: "Trotzdem erfassen",
  isThere: (what) => `Schon erfasst: ${what}. Es wurde nichts hinzugefügt.`,
  isWarned: (what) =>
    `Das spricht dagegen: ${what}. Es wurde nichts gespeichert. Geben Sie einen Grund an, um fortzufahren.`,
  move: "Verschieben",
  moveOf: (what) => `Zu einem anderen Patienten verschieben: ${what}`,
  moves:
    "Der Eintrag gehört zu einem anderen Patienten. Sein Verlauf wird mitgenommen, und der Verlauf beider Patienten zeigt den Grund. Eine Diagnose, ein Medikament oder ein Befund gehört danach zu keiner Konsultation mehr, eine Konsultation zu keinem Termin.",
  isMoved: (patient) => `Verschoben zu ${patient}`,
  hasIt: "Hat den Eintrag jetzt",
  errorIsFinal:
    "Der Eintrag verschwindet aus der Liste und bleibt im Verlauf. Das lässt sich nicht rückgängig machen.",
  until: (date) => `bis ${formatPartialDate(date)}`,
  undone: "Gleich nach dem Erfassen rückgängig gemacht",
  notSaid: "Keine Angabe",
  thereAreMore: "Es gibt weitere, die hier nicht stehen.",
  wasSaved: (instant) => `Gespeichert am ${instant}.`,
  partialDate: "Jahr, Monat oder Tag: 2019, 05.2019 oder 28.05.2019",
  severities: { mild: "Leicht", moderate: "Mittelschwer", severe: "Schwer" },
  verifications: {
    unconfirmed: "Nicht gesichert",
    provisional: "Vorläufig",
    differential: "Differenzialdiagnose",
    confirmed: "Gesichert",
    refuted: "Ausgeschlossen",
  },
};
