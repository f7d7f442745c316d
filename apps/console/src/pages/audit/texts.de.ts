import { pluralsOf } from "../../words/format/plural.ts";
import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
const entries = (count: number) => counted(count, { one: "1 Eintrag", other: "# Einträge" });

export const texts: typeof english = {
  title: "Prüfprotokoll",
  tabs: { entries: "Einträge", emergencyAccess: "Notfallzugriff" },

  columns: { when: "Wann", who: "Wer", what: "Was", record: "Betrifft", outcome: "Ergebnis", from: "Von" },
  outcomes: { done: "Ausgeführt", unchanged: "Unverändert", refused: "Abgelehnt", repeated: "Wiederholt" },
  fold: (count, what = "Akte geöffnet") => `${what} · ${entries(count)}`,
  showTechnical: "Technische zeigen",
  noMatch: "Keine passenden Einträge.",
  showAll: "Alle Einträge anzeigen",
  archived: (day: string) =>
    `Einträge vor dem ${day} wurden archiviert. Die Systemadministration kann die Archive durchsuchen.`,

  actor: {
    roles: {
      owner: "Inhaber",
      clinician: "Behandler",
      reception: "Empfang",
      viewer: "Lesezugriff",
      service: "Dienst",
      staff: "Betreiberteam",
      "command line": "Befehlszeile",
    },
    onCommandLine: "jemand auf der Befehlszeile",
    unknown: "unbekannt",
    called: (name, then) => withNames`${name}, damals ${then}`,
  },

  records: {
    removed: (name) => withNames`${name} (entfernt)`,
    erasedPatient: "Gelöschter Patient",
    erasedDoctor: "Gelöschter Arzt",
    erasedAccount: "Gelöschtes Konto",
    more: (count) => ` und ${count} weitere`,
  },

  filters: {
    order: "Reihenfolge",
    newest: "Neueste zuerst",
    oldest: "Älteste zuerst",
    noMatch: "Kein Treffer",
    anybody: "Alle",
    others: "Andere",
    members: "Mitglieder",
    apiKeys: "API-Schlüssel",
    anything: "Alles",
    recordHint: "Patient, Arzt, ID",
    anyRecord: "Alle Datensätze",
    recordId: (id) => `Datensatz ${id}`,
    chosen: "Ausgewählt",
    typeName: "Teil eines Namens eingeben",
    searching: "Wird gesucht …",
    searchFailed: "Die Suche ist fehlgeschlagen. Geben Sie den Namen erneut ein.",
    period: "Zeitraum",
    anyTime: "Beliebig",
    today: "Heute",
    lastDays: (days) => `Letzte ${days} Tage`,
    customDates: "Eigener Zeitraum",
    firstDay: "Erster Tag",
    lastDay: "Letzter Tag",
    isReversed: "Darf nicht nach dem letzten Tag liegen",
    anyOutcome: "Alle",
  },

  features: {
    account: "Anmeldung",
    secondFactor: "Zweite Faktoren",
    passkey: "Passkeys",
    session: "Sitzungen",
    apiKey: "API-Schlüssel",
    practice: "Praxis",
    member: "Mitglieder",
    invitation: "Einladungen",
    patient: "Patienten",
    doctor: "Ärzte",
    assignment: "Zuweisungen",
    statistics: "Statistik",
    import: "Importe",
    audit: "Prüfprotokoll",
    staff: "Betreiberteam",
    admin: "Befehlszeile",
    erase: "Löschung",
    sampleData: "Beispieldaten",
    notification: "Benachrichtigungen",
    savedView: "Gespeicherte Ansichten",
  },

  outcomeOptions: {
    ok: "Erfolgreich",
    PERMISSION_DENIED: "Abgelehnt: die Rolle erlaubt es nicht",
    PATIENT_NOT_FOUND: "Abgelehnt: Patient nicht gefunden",
    DOCTOR_NOT_FOUND: "Abgelehnt: Arzt nicht gefunden",
    INVALID_INPUT: "Abgelehnt: ungültige Eingabe",
    STALE_VERSION: "Abgelehnt: von jemand anders geändert",
    POSSIBLE_DUPLICATE: "Abgelehnt: mögliches Duplikat",
    REAUTHENTICATION_REQUIRED: "Abgelehnt: erneute Bestätigung der Identität nötig",
    RATE_LIMITED: "Abgelehnt: zu viele Anfragen",
    INTERNAL: "Fehlgeschlagen",
    SERVICE_UNAVAILABLE: "Fehlgeschlagen: Dienst nicht verfügbar",
  },

  entry: {
    title: "Eintrag",
    as: "Als",
    outcome: (outcome, code) => `${outcome}: ${code}`,
    allowedBy: "Erlaubt durch",
    commandLine: "Befehlszeile",
    procedure: "Prozedur",
    requestId: "Anfrage-ID",
    clientRequestId: "Anfrage-ID des Clients",
    allByAccount: "Alle Einträge dieses Kontos",
    allBy: (name) => withNames`Alle Einträge von ${name}`,
    allOfKind: "Alle Einträge dieser Art",
    openPatient: "Patient öffnen",
    openDoctor: "Arzt öffnen",
    affected: (count) => counted(count, { one: "Betroffener Datensatz", other: "# betroffene Datensätze" }),
    allAbout: (id) => `Alle Einträge zum Datensatz ${id}`,
    moreInFile: (count) => `und ${count} weitere, aufgeführt in der CSV-Datei`,
  },

  emergency: {
    title: "Notfallzugriff",
    about:
      "Das Betreiberteam kann Ihre Patienten nicht sehen. Im Notfall kann es eine Akte für 30 Minuten öffnen. Dafür muss es einen Grund angeben, und die Inhaber werden sofort per E-Mail benachrichtigt.",
    empty: "Keine Notfallzugriffe.",
    until: (from, until) => `${from}, bis ${until}`,
    patientName: (when) => `Patient, ${when}`,
    entries: "Protokolleinträge",
    entriesName: (when) => `Protokolleinträge des Patienten, ${when}`,
  },
};
