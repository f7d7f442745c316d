import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  areNotLoaded: "Die Einschränkungen konnten nicht geladen werden.",
  restricted: "Eingeschränkt",
  withEncounter: "Mit seiner Konsultation eingeschränkt",
  restrict: "Einschränken",
  column: "Einschränkung",
  change: "Leserechte",
  actionOf: (action, record) => `${action}: ${record}`,
  recordOf: (title, when) => `${title}, ${when}`,
  titleOf: (record) => `Leserechte: ${record}`,

  readBy: "Lesen dürfen:",
  andDoctors: "die zugewiesenen Ärzte",

  about:
    "Einen eingeschränkten Eintrag sehen nur: wer ihn verfasst oder unterschrieben hat, der Arzt seiner Konsultation, die zugewiesenen Ärzte und die unten ausgewählten Mitglieder. Andere sehen, dass etwas fehlt, aber nicht was.",
  aboutEncounter: "Alles, was in dieser Konsultation erfasst ist, wird mit ihr eingeschränkt.",
  aboutWithEncounter:
    "Dieser Eintrag ist mit seiner Konsultation eingeschränkt. Was Sie hier ändern, gilt für alle Einträge der Konsultation.",
  alsoEncounter:
    "Auch seine Konsultation ist eingeschränkt. Wer diesen Eintrag lesen soll, muss bei beiden ausgewählt sein.",
  doctors: "Zugewiesene Ärzte:",
  noDoctors: "Dem Patienten ist kein Arzt zugewiesen.",
  readers: "Ausgewählte Mitglieder",
  readersHint:
    "Mitglieder, die klinische Einträge lesen dürfen. Wer den Eintrag verfasst oder unterschrieben hat, und der Arzt seiner Konsultation bleiben immer.",
  leavesYou: "Sie sind nicht mehr ausgewählt. Möglicherweise sehen Sie diesen Eintrag dann nicht mehr.",

  lift: "Einschränkung aufheben",
  liftConsequence: "Alle in der Praxis, die klinische Einträge lesen dürfen, sehen dann diesen Eintrag.",
  liftEncounterConsequence:
    "Alle in der Praxis, die klinische Einträge lesen dürfen, sehen dann die Konsultation und alles, was darin erfasst ist.",

  isRestricted: "Der Eintrag ist eingeschränkt",
  isChanged: "Die Leserechte des Eintrags sind geändert",
  isLifted: "Die Einschränkung ist aufgehoben",
  withheld: {
    title: "Einige Einträge sind eingeschränkt",
    about:
      "Zu diesem Patienten gibt es Einträge, die Sie nicht sehen. Seine Ärzte und ausgewählte Mitglieder sehen sie.",
    open: "Mit Begründung öffnen",
    isTold:
      "Sie sehen sie eine halbe Stunde lang. Die Inhaber der Praxis erfahren, dass Sie sie geöffnet haben und warum.",
    reason: "Grund",
    isOpen: "Die eingeschränkten Einträge sind eine halbe Stunde lang offen",
  },
};
