import { formatPartialDate } from "../../../words/format/format.ts";
import { pluralsOf } from "../../../words/format/plural.ts";
import { withNames } from "../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");

export const texts: typeof english = {
  title: "Krankenakte",
  allergies: "Allergien",
  problems: "Diagnosen",
  noProblems: "Keine Diagnosen.",
  medications: "Aktuelle Medikamente",
  noMedications: "Keine aktuellen Medikamente.",
  vitals: "Letzte Vitalwerte",
  noVitals: "Keine Vitalwerte.",
  addVitals: "Vitalwerte erfassen",
  bodyMassIndex: "Body-Mass-Index",
  isComputed: "berechnet aus Größe und Gewicht",
  encounters: "Letzte Konsultationen",
  noEncounters: "Keine Konsultationen.",
  since: (date) => `seit ${formatPartialDate(date)}`,
  onHold: "pausiert",
  yes: "Ja",
  no: "Nein",
  abnormal: "auffällig",
  low: "niedrig",
  high: "hoch",
  criticalLow: "kritisch niedrig",
  criticalHigh: "kritisch hoch",

  headerLabel: "Bekannte Allergien",
  areLoading: "Allergien: werden geladen …",
  areNotLoaded: "Die Allergien konnten nicht geladen werden.",
  neverAsked: "Allergien: noch nicht erfragt",
  noneKnown: "Keine Allergien bekannt",
  noneKnownBy: (instant, who) => withNames`Keine Allergien bekannt (${instant}, ${who})`,
  noneActive: "Keine aktiven Allergien, nur frühere oder ausgeschlossene",
  areListed: "Allergien:",
  highCriticality: "hohes Risiko",
  thereAreMore: "es gibt weitere, die hier nicht stehen",

  records: "Alle Einträge",
  noRecords: "Keine Einträge.",
  noRecordsUntil: "Keine Einträge bis zum Ende dieses Monats.",
  noneOfKinds: "Keine Einträge dieser Arten.",
  amended: {
    correction: "berichtigt",
    addendum: "ergänzt",
  },
  record: "Eintrag",
  observations: (count) => counted(count, { one: "1 Befund", other: "# Befunde" }),
  otherKinds: "Weitere Arten",
  kind: "Arten",
  jump: "Zum Monat springen",
  newest: "Neueste Einträge",
  later: "Spätere Einträge",
  kinds: {
    encounter: "Konsultation",
    condition: "Diagnose",
    allergy: "Allergie",
    observation: "Befund",
    note: "Notiz",
    medication: "Medikament",
    immunization: "Impfung",
    procedure: "Maßnahme",
  },
};
