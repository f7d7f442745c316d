import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  signIn: "Anmelden",
  createPractice: "Praxis anlegen",

  form: {
    name: "E-Mail-Adresse oder Benutzername",
    or: "oder",
    withPasskey: "Mit einem Passkey anmelden",
    forgot: "Passwort vergessen?",
    secondFactor: "Ihr Konto hat einen zweiten Faktor. Verwenden Sie ihn, um die Anmeldung abzuschließen.",
    isOver: "Ihre Zeit ist abgelaufen, oder zu viele Codes waren falsch. Melden Sie sich noch einmal an.",
    wrongNames:
      "Der Name oder das Passwort ist falsch. Nach vielen Fehlversuchen werden Anmeldungen verzögert; wem das Konto gehört, erhält einen Link, der sie wieder freigibt.",
    wrongNamesWithoutEmail:
      "Der Name oder das Passwort ist falsch. Nach vielen Fehlversuchen werden Anmeldungen verzögert.",
    notVerified:
      "Öffnen Sie den Link in der E-Mail, die Sie gerade erhalten haben, und melden Sie sich dann noch einmal an.",
    notVerifiedWithoutEmail:
      "Dieser Server kann keine E-Mails senden. Bitten Sie die Systemadministration um den Link, der Ihre Adresse bestätigt, und melden Sie sich dann noch einmal an.",
  },
  signedOut: {
    ended: "Ihre Sitzung ist beendet. Melden Sie sich an, um dort fortzufahren, wo Sie waren.",
    logout: "Sie sind abgemeldet.",
    otherTab: "Sie haben sich in einem anderen Tab abgemeldet.",
    replaced: "Jemand anders hat sich in diesem Browser angemeldet. Deshalb sind Sie abgemeldet.",
  },
  continueAsOther: "Mit dem angemeldeten Konto fortfahren",
};
