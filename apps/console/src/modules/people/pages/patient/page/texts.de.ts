import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  tabs: {
    access: "Zugriffe",
    duplicates: "Duplikate",
    history: "Verlauf",
    changes: "Änderungen",
  },
  who: "Zur Person",
  notRecorded: (fields) => `Nicht erfasst: ${fields.join(", ")}`,
  previous: "Voriger Patient",
  next: "Nächster Patient",

  alerts: {
    possibleDuplicates: (count) =>
      counted(count, { one: "# mögliches Duplikat.", other: "# mögliche Duplikate." }),
    compare: "Vergleichen",
  },

  copyPhone: "Telefonnummer kopieren",
  phoneIsCopied: "Telefonnummer kopiert",
  copyId: "ID des Patienten kopieren",
  idIsCopied: "Die ID ist kopiert",
  idIsNotCopied: "Die ID konnte nicht kopiert werden",
  idIs: (id) => `Sie lautet ${id}.`,
  print: "Drucken",
  remove: "Entfernen",
  isRemoved: (name) => withNames`${name} wurde entfernt`,
  isUnassignedAndRemoved: (name) =>
    withNames`Die Zuweisungen von ${name} sind aufgehoben, der Eintrag wurde entfernt`,

  details: "Angaben",
  timeline: {
    added: "Patient hinzugefügt",
    changed: "Angaben geändert",
    removed: "Patient entfernt",
    restored: "Patient wiederhergestellt",
    isReverted: (name) => withNames`${name} ist zurückgesetzt`,
    assigned: (doctor) => `${doctor ?? "Ein Arzt"} zugewiesen`,
    assignmentChanged: (doctor) => `Zuweisung von ${doctor ?? "einem Arzt"} geändert`,
    unassigned: (doctor) => `Zuweisung von ${doctor ?? "einem Arzt"} aufgehoben`,
    assignedAgain: (doctor) => `${doctor ?? "Ein Arzt"} erneut zugewiesen`,
    movedTo: (what, other) => withNames`${what}: verschoben zu ${other}`,
    movedFrom: (what, other) => withNames`${what}: verschoben von ${other}`,
    withAssignmentsOf: (doctors) =>
      `Mit der Zuweisung von ${doctors.map((name) => name ?? "einem Arzt").join(", ")}`,
  },

  access: {
    title: "Zugriffsprotokoll",
    when: "Wann",
    what: "Wer hat was getan",
    from: "Von",
    ofMerged: (what) => `${what} (bei einem mit diesem zusammengeführten Patienten)`,
    refused: "Abgelehnt",
    lastDays: (count) => counted(count, { one: "Letzter Tag", other: "Letzte # Tage" }),
    all: "Alle",
    showTechnical: "Technische Einträge anzeigen",
    empty: "In diesem Zeitraum hat niemand auf die Akte zugegriffen.",
    entriesOrMore: (count) => counted(count, { one: "# oder mehr Einträge", other: "# oder mehr Einträge" }),
  },

  sheet: {
    printed: (by, at, version) =>
      withNames`Gedruckt von ${by} am ${at}. Version ${String(version.number)}, geändert am ${version.changedAt}.`,
    teamIsNotLoaded: "Das Behandlungsteam wurde nicht geladen.",
    moreDoctors: "Es gibt weitere Ärzte, die diese Seite nicht aufführt.",
  },

  removed: {
    title: "Entfernter Patient",
    empty:
      "Kein Patient wurde entfernt. Entfernte Patienten können hier mit allem, was zu ihnen gehört, wiederhergestellt werden.",
    merged: "Zusammengeführt",
    removedOn: (instant, who) => withNames`Entfernt am ${instant}, von ${who ?? "einem unbekannten Konto"}.`,
    mergedOn: (other, instant, who) =>
      withNames`Zusammengeführt mit ${other} am ${instant}, von ${who ?? "einem unbekannten Konto"}.`,
  },
  removalRefused: {
    areAssigned: (count) =>
      counted(count, { one: "Ein Arzt ist noch zugewiesen.", other: "# Ärzte sind noch zugewiesen." }),
    hasOtherRecords: "Der Patient hat Einträge, die zuerst weg müssen:",
    hasRecords: "Klinische Einträge können nicht entfernt werden, und der Patient hat welche:",
    records: {
      allergy: (count) => counted(count, { one: "1 Allergie", other: "# Allergien" }),
      condition: (count) => counted(count, { one: "1 Diagnose", other: "# Diagnosen" }),
      encounter: (count) => counted(count, { one: "1 Konsultation", other: "# Konsultationen" }),
      immunization: (count) => counted(count, { one: "1 Impfung", other: "# Impfungen" }),
      medication: (count) => counted(count, { one: "1 Medikament", other: "# Medikamente" }),
      note: (count) => counted(count, { one: "1 unterschriebene Notiz", other: "# unterschriebene Notizen" }),
      draft: (count) => counted(count, { one: "1 Notizentwurf", other: "# Notizentwürfe" }),
      observation: (count) => counted(count, { one: "1 Befund", other: "# Befunde" }),
      procedure: (count) => counted(count, { one: "1 Maßnahme", other: "# Maßnahmen" }),
    },
    abandoned:
      "Entwürfe ausgeschiedener Mitglieder verhindern das Entfernen, und niemand sieht sie. Sie werden ungelesen und endgültig gelöscht.",
    removeAbandoned: "Entwürfe Ausgeschiedener löschen",
    areRemoved: (count) =>
      counted(count, {
        one: "1 Entwurf ist gelöscht. Entfernen Sie den Patienten noch einmal.",
        other: "# Entwürfe sind gelöscht. Entfernen Sie den Patienten noch einmal.",
      }),
    noneAbandoned:
      "Kein Entwurf gehört einem ausgeschiedenen Mitglied. Wer ihn geschrieben hat, kann ihn verwerfen.",
    withErrors: "Irrtümlich erfasste zählen mit.",
    instruction: "Heben Sie die Zuweisungen zuerst auf, im Behandlungsteam auf der Seite des Patienten.",
  },
  restorationRefused: {
    isMerged:
      "Dieser Patient wurde mit einem anderen zusammengeführt. Heben Sie stattdessen die Zusammenführung auf.",
    isMergedInto: (page) =>
      withNames`Dieser Patient wurde mit einem anderen zusammengeführt. Heben Sie stattdessen die Zusammenführung auf, und zwar auf ${page}.`,
    thatPage: "der Seite jenes Patienten",
    isSame: (other) =>
      withNames`${other} hat dieselbe Kennung in einem anderen System, ist also dieselbe Person. Lassen Sie diesen Patienten entfernt, oder entfernen Sie zuerst den anderen.`,
    anotherPatient: "Ein anderer Patient",
  },
};
