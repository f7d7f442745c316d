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

  secondFactor: {
    usePasskey: "Passkey verwenden",
    totp: {
      label: "Code",
      description: "Die sechs Ziffern, die Ihre Authenticator-App anzeigt.",
      other: "Authenticator-App verwenden",
      refusal: "Falscher Code. Geben Sie den nächsten ein, den die App anzeigt",
    },
    recoveryCode: {
      label: "Wiederherstellungscode",
      description: "Einer der Codes, die Sie gespeichert haben. Jeder gilt einmal.",
      other: "Wiederherstellungscode verwenden",
      refusal: "Falsch oder schon verwendet. Geben Sie einen anderen Code ein",
    },
  },
  passkey: {
    isUnused: "Es wurde kein Passkey verwendet. Versuchen Sie es erneut oder auf andere Weise.",
    exists: "Dieses Gerät hat bereits einen Passkey für Ihr Konto.",
    isOthers:
      "Dieser Passkey gehört zu einem anderen Konto. Verwenden Sie einen des Kontos, das diese Seite geöffnet hat.",
    isElsewhere:
      "Passkeys dieses Servers funktionieren nur unter seiner eingestellten Adresse. Öffnen Sie die Konsole dort.",
    failed: "Dieser Browser konnte hier keinen Passkey verwenden.",
  },
};
