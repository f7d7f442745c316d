import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  forgot: {
    title: "Passwort zurücksetzen",
    askAdministrator: "Bitten Sie die Systemadministration um einen Link, um ein neues Passwort zu wählen.",
    isSent: (email) => `Wenn es zu ${email} ein Konto gibt, wurde ein Link dorthin gesendet.`,
    openIt: "Öffnen Sie ihn, um ein neues Passwort zu wählen.",
    administratorHasIt: "Die Systemadministration kann Ihnen den Link geben.",
    emailHint: "An diese Adresse wird ein Link gesendet, mit dem Sie ein neues Passwort wählen.",
    emailHintWithoutEmail: "Die Adresse Ihres Kontos.",
  },

  register: {
    about:
      "Sie erhalten ein Konto und eine eigene Praxis. Um einer bestehenden beizutreten, bitten Sie ihren Inhaber um eine Einladung.",
    signInInstead: "Stattdessen anmelden",
    practice: "Name der Praxis",
    practiceHint: "Sichtbar für Ihr Team. Sie können ihn später ändern.",
    timeZone: "Zeitzone der Praxis",
    timeZoneHint: "In ihr gelten Sprechzeiten und Termine.",
    samplePractice: "Beispielpraxis",
    inventedHint: "Erfunden, wie das Passwort. Um später zurückzukommen, geben Sie Ihre eigenen Angaben ein.",
    sample: "Mit Beispieldaten beginnen",
    sampleHint:
      "Etwa 200 erfundene Patienten mit Ärzten, Terminen und Verlauf. Sie können alles mit einem Klick entfernen.",
    submit: "Praxis anlegen",
    isCreating: "Ihre Praxis wird angelegt …",
    sampleFailed: "Ihre Praxis wurde angelegt, aber ohne Beispieldaten",
    isTaken:
      "Zu dieser Adresse gibt es schon ein Konto. Melden Sie sich an, oder setzen Sie das Passwort zurück",
    isClosed:
      "Bitten Sie den Inhaber einer Praxis um eine Einladung. Mit deren Link können Sie ein Konto erstellen.",
    linkTitle: "Bestätigungslink",
    askAdministrator: (email) =>
      `Bitten Sie die Systemadministration um den Link für ${email}, um Ihr Konto zu erstellen. Er gilt einen Tag.`,
    mailedTitle: "Sehen Sie in Ihrem Postfach nach",
    openIt: "Öffnen Sie ihn, um Ihr Konto zu erstellen. Er gilt einen Tag.",
  },
};
