import type { texts as english } from "../en/session.ts";

export const texts: typeof english = {
  locking: {
    title: (time) => `Diese Seite wird um ${time} gesperrt`,
    text: "Sie wurde länger nicht benutzt. Ihre Eingaben gehen nicht verloren: Sie können sich wieder anmelden und weiterarbeiten.",
    keepWorking: "Weiterarbeiten",
  },
  requirement: {
    dueTitle: "Richten Sie einen zweiten Faktor ein, um fortzufahren",
    dueText:
      "Er ist hier vorgeschrieben, und die Frist ist abgelaufen. Fügen Sie einen Passkey oder eine Authenticator-App hinzu, um wieder Zugang zu erhalten.",
    title: "Richten Sie einen zweiten Faktor ein",
    titleBy: (deadline) => `Richten Sie bis ${deadline} einen zweiten Faktor ein`,
    practiceRequires: "Diese Praxis verlangt ihn.",
    serverRequires: "Dieser Server verlangt ihn.",
    startsAtSignIn: "Die Frist beginnt mit Ihrer nächsten Anmeldung.",
    setUp: "Jetzt einrichten",
  },
  reauthentication: {
    title: "Bestätigen Sie Ihre Identität",
    text: "Diese Aktion erfordert eine erneute Anmeldung. Sie gilt zehn Minuten lang.",
    wrongPassword: "Nicht Ihr Passwort",
  },
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
