import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  title: "Mein Konto",
  tabs: {
    profile: "Profil",
    security: "Anmeldung",
    sessions: "Sitzungen",
    practices: "Praxen",
  },

  profile: {
    title: "Profil",
    staff: "Betreiberteam",
    username: "Benutzername",
    since: "Konto seit",
    changeName: "Namen ändern",
    nameHint: "Sichtbar für Ihre Kolleginnen und Kollegen und im Verlauf Ihrer Änderungen.",
    nameIsChanged: (name) => withNames`Ihr Name ist jetzt ${name}.`,
  },
  email: {
    isVerified: "Bestätigt",
    isUnverified: "Nicht bestätigt",
    sendVerification: "Bestätigungslink senden",
    requestVerification: "Bestätigungslink anfordern",
    verificationIsSent: (email) => `Ein Link wurde an ${email} gesendet. Nur der neueste Link funktioniert.`,
    askForVerification:
      "Dieser Server kann keine E-Mails senden. Bitten Sie die Systemadministration um den Link.",
    change: "Adresse ändern",
    new: "Neue E-Mail-Adresse",
    openIt: "Ihre Adresse ändert sich, wenn Sie ihn öffnen.",
    askForLink: (email) =>
      `Bitten Sie die Systemadministration um den Link für ${email}. Ihre Adresse ändert sich, wenn Sie ihn öffnen.`,
  },

  sessions: {
    about:
      "Wo Sie angemeldet sind. Beenden Sie Sitzungen, die Sie nicht kennen, und ändern Sie dann Ihr Passwort.",
    empty: "Keine Sitzungen.",
    isCurrent: "Diese Sitzung",
    facts: ({ address, since, lastUsed, hasSecondFactor }) =>
      `${address === null ? "" : `von ${address}, `}seit ${since}, zuletzt verwendet ${lastUsed}${hasSecondFactor ? ", mit zweitem Faktor" : ""}`,
    end: "Beenden",
    endOf: (device) => `Sitzung von ${device} beenden`,
    askEnd: "Diese Sitzung beenden?",
    endMeans: (device) => `${device} wird bei der nächsten Anfrage abgemeldet.`,
    hasEnded: "Die Sitzung ist beendet.",
    endOthers: "Alle anderen beenden",
    askEndOthers: "Alle anderen Sitzungen beenden?",
    endOthersMeans: "Sie bleiben nur hier angemeldet.",
    othersHaveEnded: "Alle anderen Sitzungen sind beendet.",
    endAll: "Überall abmelden",
    askEndAll: "Überall abmelden?",
    endAllMeans: "Alle Ihre Sitzungen enden, auch diese.",
  },

  practices: {
    about:
      "Die Praxen, in denen Sie arbeiten. Sie sehen immer die Patienten einer Praxis. Zum Wechseln klicken Sie oben auf die Praxis.",
    empty: "Sie sind in keiner Praxis. Legen Sie eine an, oder bitten Sie einen Inhaber um eine Einladung.",
    emptyForStaff:
      "Sie sind in keiner Praxis. Um in einer zu arbeiten, bitten Sie ihren Inhaber um eine Einladung.",
    isCurrent: "Aktuelle Praxis",
    facts: (role, since) => `Rolle: ${role}, seit ${since}`,
    leave: "Verlassen",
    leaveOf: (name) => `${name} verlassen`,
    askLeave: (name) => withNames`„${name}“ verlassen?`,
    leaveMeans: "Sie verlieren den Zugriff auf ihre Patienten, bis jemand Sie wieder einlädt.",
    create: "Praxis anlegen",
    name: "Name der Praxis",
    nameHint: "Sie werden Inhaber und wechseln zu ihr.",
    submit: "Anlegen",
  },

  display: {
    dates: "Datum und Zahlen",
    about: "Diese Einstellungen werden in diesem Browser gespeichert und gelten für alle, die ihn benutzen.",
    start: {
      label: "Startseite",
      about: "Die Konsole öffnet sich mit dieser Seite.",
    },
    appearance: "Darstellung",
    language: "Sprache",
    datesIn: "Sprache von Datum und Zahlen",
    timeZone: "Zeitzone",
    asBrowser: (value) => `Wie dieser Browser (${value})`,
    asPractice: (value) => `Wie die Praxis (${value})`,
    asTexts: "Wie die Sprache der Oberfläche",
    sample: (now) => `Jetzt: ${now}.`,
    units: {
      title: "Messwerte",
      about:
        "Diese Einstellung gehört zu Ihrem Konto. Einträge behalten die Einheit, in der sie erfasst wurden.",
      label: "Einheiten",
      systems: { metric: "Metrisch: kg, cm, °C", us: "USA: lb, in, °F" },
      areSaved: (system) => `Messwerte erscheinen jetzt in diesen Einheiten: ${system}`,
    },
    isUnsaved: "Die Einstellungen sind nicht gespeichert",
    allowStorage:
      "Erlauben Sie dieser Website, Daten in Ihrem Browser zu speichern, und versuchen Sie es erneut.",
  },
};
