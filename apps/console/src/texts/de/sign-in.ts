import type { texts as english } from "../en/sign-in.ts";

export const texts: typeof english = {
  signIn: "Anmelden",
  signOut: "Abmelden",
  toSignIn: "Zurück zur Anmeldung",
  createPractice: "Praxis anlegen",
  yourName: "Ihr Name",
  yourNameHint: "Sichtbar für Ihre Kolleginnen und Kollegen.",
  newPassword: "Neues Passwort",
  newPasswordHint: "8 bis 128 schwer zu erratende Zeichen, etwa einige Wörter ohne Zusammenhang.",
  sendLink: "Link senden",
  requestLink: "Link anfordern",
  isSent: (email) => `Ein Link wurde an ${email} gesendet.`,

  form: {
    name: "E-Mail-Adresse oder Benutzername",
    or: "oder",
    withPasskey: "Mit einem Passkey anmelden",
    forgot: "Passwort vergessen?",
    secondFactor: "Ihr Konto hat einen zweiten Faktor. Verwenden Sie ihn, um die Anmeldung abzuschließen.",
    isOver: "Ihre Zeit ist abgelaufen, oder zu viele Codes waren falsch. Melden Sie sich noch einmal an.",
    wrongNames:
      "Der Name oder das Passwort ist falsch. Nach vielen Fehlversuchen werden Anmeldungen verzögert; wem das Konto gehört, erhält einen Link, der sie freigibt.",
    wrongNamesWithoutEmail:
      "Der Name oder das Passwort ist falsch. Nach vielen Fehlversuchen werden Anmeldungen verzögert.",
    notVerified:
      "Öffnen Sie den Link in der E-Mail, die Sie gerade erhalten haben, und melden Sie sich dann noch einmal an.",
    notVerifiedWithoutEmail:
      "Dieser Server kann keine E-Mails senden. Bitten Sie die Serververwaltung um den Link, der Ihre Adresse bestätigt, und melden Sie sich dann noch einmal an.",
  },
  again: {
    ended: {
      title: "Melden Sie sich an, um fortzufahren",
      text: "Ihre Sitzung ist beendet. Ihre Eingaben bleiben erhalten. Was Sie gerade tun wollten, geht weiter, sobald Sie sich anmelden.",
      submit: "Anmelden",
      leave: "Verlassen, ohne zu speichern",
    },
    locked: {
      title: "Gesperrt",
      text: "Melden Sie sich wieder an, um fortzufahren. Alles, was Sie eingegeben haben, bleibt erhalten, in allen Tabs.",
      submit: "Entsperren",
      leave: "Als jemand anderes anmelden",
    },
  },
  signedOut: {
    ended: "Ihre Sitzung ist beendet. Melden Sie sich an, um dort fortzufahren, wo Sie waren.",
    logout: "Sie sind abgemeldet.",
    otherTab: "Sie haben sich in einem anderen Tab abgemeldet.",
    replaced: "Jemand anderes hat sich in diesem Browser angemeldet. Deshalb sind Sie abgemeldet.",
  },
  continueAsOther: "Mit dem angemeldeten Konto fortfahren",
  signingOut: "Abmeldung läuft",
  signOutFailed:
    "Die Abmeldung ist fehlgeschlagen: Ihre Sitzung ist in diesem Browser noch offen. Lassen Sie diese Seite geöffnet, bis sie beendet ist.",

  forgot: {
    title: "Passwort zurücksetzen",
    askAdministrator: "Bitten Sie die Serververwaltung um einen Link, um ein neues Passwort zu wählen.",
    isSent: (email) => `Wenn es zu ${email} ein Konto gibt, wurde ein Link dorthin gesendet.`,
    openIt: "Öffnen Sie ihn, um ein neues Passwort zu wählen.",
    administratorHasIt: "Die Serververwaltung kann Ihnen den Link geben.",
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
      `Bitten Sie die Serververwaltung um den Link für ${email}, um Ihr Konto zu erstellen. Er gilt einen Tag.`,
    mailedTitle: "Sehen Sie in Ihre E-Mails",
    openIt: "Öffnen Sie ihn, um Ihr Konto zu erstellen. Er gilt einen Tag.",
  },
};
