import { withNames } from "../../shell/text/with-names.ts";
import type { texts as english } from "../en/chart.ts";

export const texts: typeof english = {
  title: "Krankenakte",
  allergies: "Allergien",
  problems: "Probleme",
  noProblems: "Keine Probleme.",
  medications: "Aktuelle Medikamente",
  noMedications: "Keine aktuellen Medikamente.",
  vitals: "Letzte Vitalwerte",
  noVitals: "Keine Vitalwerte.",
  bodyMassIndex: "Body-Mass-Index",
  isComputed: "berechnet aus Größe und Gewicht",
  encounters: "Letzte Konsultationen",
  noEncounters: "Keine Konsultationen.",
  since: (date) => `seit ${date}`,
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
  neverAsked: "Allergien: nie gefragt",
  noneKnown: "Keine Allergien bekannt",
  noneKnownBy: (instant, who) => withNames`Keine Allergien bekannt (${instant}, ${who})`,
  noneActive: "Keine aktiven Allergien, nur frühere oder widerlegte",
  areListed: "Allergien:",
  highCriticality: "hohe Kritikalität",
  thereAreMore: "es gibt weitere, die hier nicht stehen",

  withheld: {
    title: "Einige Einträge sind eingeschränkt",
    about:
      "Zu diesem Patienten gibt es Einträge, die Sie nicht sehen. Seine Ärzte und benannte Mitglieder sehen sie.",
    open: "Mit einem Grund öffnen",
    isTold:
      "Sie sehen sie eine halbe Stunde lang. Die Inhaber der Praxis erfahren, dass Sie sie geöffnet haben und warum.",
    reason: "Grund",
    isOpen: "Die eingeschränkten Einträge sind eine halbe Stunde lang offen",
  },

  records: "Alle Einträge",
  noRecords: "Keine Einträge.",
  allKinds: "Alle Arten",
  kind: "Art",
  until: "Bis Ende",
  kinds: {
    encounter: "Konsultation",
    condition: "Diagnose",
    allergy: "Allergie",
    observation: "Befund",
    note: "Notiz",
    medication: "Medikament",
    immunization: "Impfung",
    procedure: "Eingriff",
  },
};
