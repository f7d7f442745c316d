import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  tabs: "Betreiberteam",
  emergencyAccess: "Notfallzugriff",

  accounts: {
    title: "Konten",
    searchHint: "Name, Benutzername oder E-Mail-Adresse",
    noMatch:
      "Kein Konto passt. Jedes Wort muss Teil eines Namens, Benutzernamens oder einer E-Mail-Adresse sein.",
    practices: "Praxen",
    lastSeen: "Zuletzt aktiv",
    state: "Status",
    isDeactivated: "Deaktiviert",
    isStaff: "Betreiberteam",
    isActive: "Aktiv",
    all: "Alle Konten",
  },

  account: {
    title: "Konto",
    username: "Benutzername",
    unverified: (email) => `${email} (nicht bestätigt)`,
    secondFactor: "Zweiter Faktor",
    noPractice: "Keine Praxis",
    created: "Erstellt",
    notSignedIn: "Nicht angemeldet",
  },

  sessions: {
    title: "Sitzungen",
    empty: "Das Konto hat keine Sitzungen.",
    from: (address) => `von ${address}`,
    since: (when) => `seit ${when}`,
    lastUsed: (when) => `zuletzt verwendet ${when}`,
    withSecondFactor: "mit zweitem Faktor",
    endAll: "Alle Sitzungen beenden",
    endAllQuestion: "Alle Sitzungen dieses Kontos beenden?",
    endAllConsequence: "Das Konto wird bei seiner nächsten Anfrage abgemeldet und kann sich wieder anmelden.",
    haveEnded: "Alle Sitzungen des Kontos sind beendet",
  },

  keys: {
    title: "API-Schlüssel",
    empty: "Keine.",
    facts: (practice, facts) => withNames`In ${practice}, ${facts}`,
    created: (when) => `erstellt ${when}`,
    neverUsed: "nie verwendet",
    lastUsed: (when) => `zuletzt verwendet ${when}`,
    ends: (when) => `endet ${when}`,
    revoked: (when) => `widerrufen ${when}`,
    isRevokedBadge: "Widerrufen",
    revoke: "Widerrufen",
    revokeName: (name) => `Widerrufen: ${name}`,
    question: (name) => withNames`„${name}“ widerrufen?`,
    consequence: (practice) =>
      withNames`Programme, die ihn verwenden, werden ab ihrer nächsten Anfrage abgelehnt. ${practice} sieht das im Prüfprotokoll.`,
    isRevoked: (name) => withNames`„${name}“ ist widerrufen`,
  },

  activation: {
    reactivate: "Reaktivieren",
    reactivateQuestion: (name) => withNames`${name} reaktivieren?`,
    reactivateConsequence:
      "Das Konto behält sein Passwort und seinen zweiten Faktor. Widerrufene API-Schlüssel bleiben widerrufen.",
    isReactivated: (name) => withNames`${name} kann sich wieder anmelden`,
    deactivate: "Deaktivieren",
    deactivateQuestion: (name) => withNames`${name} deaktivieren?`,
    deactivateConsequence:
      "Das beendet sofort alle Sitzungen des Kontos und zieht seine Einladungen zurück. Bisherige Arbeit bleibt erhalten.",
    isDeactivated: (name) => withNames`${name} ist deaktiviert`,
    reason: "Grund",
    reasonHint: "Das Prüfprotokoll hält ihn fest.",
    chooseOne: "Wählen Sie einen",
    left: "Die Person ist ausgeschieden",
    requested: "Auf eigenen Wunsch",
    compromised: "Das Konto ist kompromittiert",
    misuse: "Das Konto wurde missbraucht",
    other: "Ein anderer Grund",
    keysRevoked: "Auch seine API-Schlüssel werden widerrufen.",
  },

  request: {
    title: "Akte eines Patienten öffnen",
    about:
      "Für Notfälle. Sie können die Akte 30 Minuten lang lesen. Die Inhaber der Praxis werden sofort per E-Mail benachrichtigt, sehen Ihren Grund und finden jeden Zugriff in ihrem Prüfprotokoll.",
    patientHint: "Die ID oder die Adresse der Patientenseite. Jemand in der Praxis kann sie Ihnen vorlesen.",
    noPatient: "Kein Patient hat diese ID",
    reason: "Grund",
    reasonHint: "Mindestens 10 Zeichen. Die Inhaber lesen ihn.",
    submit: "Akte öffnen",
  },

  grants: {
    title: "Ihre Notfallzugriffe",
    empty: "Keine.",
    patientOf: (practice) => withNames`Ein Patient von ${practice}`,
    openFor: (time) => `noch ${time} offen`,
    closed: "geschlossen",
    open: "Akte öffnen",
    openOf: (practice) => `Akte öffnen: Patient von ${practice}`,
  },

  record: {
    title: "Geöffnete Akte",
    leave: "Akte verlassen",
    isOpen: (openFor) => withNames`Diese Akte ist ${openFor}`,
    isReported:
      "Die Inhaber der Praxis wurden benachrichtigt, und jeder Zugriff auf diese Akte steht in ihrem Prüfprotokoll.",
    careTeam: "Behandlungsteam",
    noDoctor: "Kein Arzt ist zugewiesen.",
    oneMinute: "Die Akte ist noch eine Minute offen",
    fiveMinutes: "Die Akte ist noch fünf Minuten offen",
    hasEnded: "Sie haben keinen Zugriff auf diese Akte, oder er ist beendet.",
    request: "Notfallzugriff anfordern",
  },
};
