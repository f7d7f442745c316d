import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const membership = (email: string | null, since: string) =>
  email === null ? `Mitglied seit ${since}` : `${email}, Mitglied seit ${since}`;

export const texts: typeof english = {
  title: "Mitglieder",
  tabs: { invitations: "Einladungen", roles: "Rollen" },
  role: "Rolle",

  list: {
    title: "Mitglieder dieser Praxis",
    about: "Eine neue Rolle gilt ab der nächsten Aktion des Mitglieds.",
    empty: "Keine Mitglieder.",
    invite: "Jemanden einladen",
    isYou: "Sie",
    facts: ({ email, since, doctor }) =>
      doctor === null
        ? membership(email, since)
        : withNames`${membership(email, since)}. Im Verzeichnis als ${doctor}`,
    changeRole: "Rolle ändern",
    link: "Mit Arzt verknüpfen",
    changeLink: "Arzt ändern",
    leave: "Verlassen",
    leavePractice: "Die Praxis verlassen",
    askLeave: "Die Praxis verlassen?",
    leaveMeans:
      "Sie verlieren den Zugriff auf ihre Patienten, bis jemand Sie wieder einlädt. Der letzte Inhaber kann nicht gehen.",
    askRemove: (name) => withNames`${name} aus der Praxis entfernen?`,
    removeMeans:
      "Der Zugriff endet sofort, und offene Einladungen dieses Mitglieds werden zurückgezogen. Konto und bisherige Arbeit bleiben. Sie können das Mitglied wieder einladen.",
    isRemoved: (name) => withNames`${name} ist kein Mitglied mehr`,
  },

  roleDialog: {
    title: (name) => withNames`Rolle von ${name}`,
    isChanged: (name, role) => withNames`${name} hat jetzt die Rolle ${role}`,
    isYou: "Das sind Sie",
    onlyOthers: "Rechte, die Sie abgeben, kann nur ein anderer Inhaber wiederherstellen.",
    submit: "Rolle ändern",
  },

  doctorDialog: {
    title: (name) => withNames`Arzteintrag von ${name}`,
    about:
      "Mitglieder, die Ärzte sind, werden mit ihrem Eintrag im Verzeichnis verknüpft. Sie unterschreiben Notizen als dieser Arzt.",
    isSame: (name, doctor) => `${name} und ${doctor} sind dieselbe Person`,
    unlink: "Verknüpfung lösen",
    submit: "Verknüpfen",
    isUnlinked: (name) => withNames`${name} ist nicht mehr mit einem Arzt verknüpft`,
    isLinked: (name, doctor) => withNames`${name} ist mit ${doctor} im Verzeichnis verknüpft`,
  },

  invite: {
    about:
      "Die Person erhält einen Link. Er gilt einmal, sieben Tage lang. Damit kann sie ein Konto erstellen.",
    aboutHandOver:
      "Sie erhalten einen Link zum Weitergeben. Er gilt einmal, sieben Tage lang. Damit kann die Person ein Konto erstellen.",
    submit: "Einladen",
    isSent: (email) => `Eine Einladung wurde an ${email} gesendet`,
    isMember: "Arbeitet bereits in dieser Praxis",
    handOver: (email) =>
      `Senden Sie diesen Link selbst und vertraulich an ${email}. Er wird nur einmal angezeigt und bestätigt die Adresse nicht.`,
    linkFor: (email) => `Link für ${email}`,
    copyLink: "Link kopieren",
  },

  invitations: {
    title: "Offene Einladungen",
    empty: "Keine Einladung ist offen.",
    facts: (at, until) => `Eingeladen ${at}. Der Link gilt bis ${until}`,
    factsBy: (name, at, until) => withNames`Eingeladen ${at} von ${name}. Der Link gilt bis ${until}`,
    revoke: "Widerrufen",
    revokeOf: (email) => `Einladung an ${email} widerrufen`,
    askRevoke: (email) => `Einladung an ${email} widerrufen?`,
    revokeMeans: "Ihr Link gilt dann nicht mehr.",
    isRevoked: (email) => `Die Einladung an ${email} ist widerrufen`,
    isSentAgain: (email) => `Eine neue Einladung wurde an ${email} gesendet`,
    isNotSent: (email) => `Die Einladung an ${email} wurde nicht gesendet`,
    sendAgain: "Erneut senden",
    sendAgainTo: (email) => `Erneut senden an ${email}`,
    newLink: "Neuer Link",
    newLinkFor: (email) => `Neuer Link für ${email}`,
  },

  roles: {
    ofEach: "Rechte jeder Rolle",
    what: "Was",
    who: "Wer",
    everybody: "Alle",
  },
};
