import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  editOf: (what) => `Bearbeiten: ${what}`,
  inError: "Irrtümlich erfasst",
  inErrorOf: (what) => `Irrtümlich erfasst: ${what}`,
  reason: "Grund",
  isInError: "Der Eintrag ist als irrtümlich erfasst markiert",
  addAnyway: "Trotzdem hinzufügen",
  isThere: (what: string) => `Schon eingetragen: ${what}. Es wurde nichts hinzugefügt.`,
  errorIsFinal:
    "Der Eintrag verschwindet aus der Liste und bleibt im Verlauf. Das lässt sich nicht rückgängig machen.",
  until: (date) => `bis ${date}`,
  undone: "Gleich nach dem Erfassen rückgängig gemacht",
  notSaid: "Keine Angabe",
  thereAreMore: "Es gibt weitere, die hier nicht stehen.",
  wasSaved: (instant) => `Gespeichert am ${instant}.`,
  partialDate: "Jahr, Monat oder Tag: 2019, 2019-05 oder 2019-05-28",
  severities: { mild: "Leicht", moderate: "Mittel", severe: "Schwer" },
  verifications: {
    unconfirmed: "Unbestätigt",
    provisional: "Vorläufig",
    differential: "Differenzialdiagnose",
    confirmed: "Bestätigt",
    refuted: "Widerlegt",
  },
};
