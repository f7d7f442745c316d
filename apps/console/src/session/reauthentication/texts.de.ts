import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  signOut: "Abmelden",
  toSignIn: "Zurück zur Anmeldung",
  yourName: "Ihr Name",
  yourNameHint: "Sichtbar für Ihre Kolleginnen und Kollegen.",
  newPassword: "Neues Passwort",
  newPasswordHint: "8 bis 128 schwer zu erratende Zeichen, etwa einige Wörter ohne Zusammenhang.",
  sendLink: "Link senden",
  requestLink: "Link anfordern",
  isSent: (email) => `Ein Link wurde an ${email} gesendet.`,
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
