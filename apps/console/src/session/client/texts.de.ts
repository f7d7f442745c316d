import type { texts as english } from "./texts.en.ts";

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

  again: {
    ended: {
      title: "Melden Sie sich an, um fortzufahren",
      text: "Ihre Sitzung ist beendet. Ihre Eingaben bleiben erhalten. Was Sie gerade tun wollten, geht weiter, sobald Sie sich anmelden.",
      submit: "Anmelden",
      leave: "Ohne Speichern verlassen",
    },
    locked: {
      title: "Gesperrt",
      text: "Melden Sie sich wieder an, um fortzufahren. Alles, was Sie eingegeben haben, bleibt erhalten, in allen Tabs.",
      submit: "Entsperren",
      leave: "Als jemand anders anmelden",
    },
  },
};
