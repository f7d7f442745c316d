import type { Medication } from "@caretype/client";
import { pluralsOf } from "../../../../words/format/plural.ts";
import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

const counted = pluralsOf("de");
type PeriodUnit = NonNullable<Medication["timing"]>["periodUnit"];

const periods: Record<PeriodUnit, (count: number) => string> = {
  h: (count) => counted(count, { one: "Stunde", other: "# Stunden" }),
  d: (count) => counted(count, { one: "Tag", other: "# Tagen" }),
  wk: (count) => counted(count, { one: "Woche", other: "# Wochen" }),
  mo: (count) => counted(count, { one: "Monat", other: "# Monaten" }),
};

export const texts: typeof english = {
  title: "Medikamente",
  empty: "Keine Medikamente.",
  add: "Medikament erfassen",
  stop: "Absetzen",
  stopOf: (drug) => `Absetzen: ${drug}`,
  isAdded: (drug) => withNames`${drug} ist erfasst`,
  isSaved: (drug) => withNames`${drug} ist gespeichert`,
  isInError: (drug) => withNames`${drug} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Medikament erfassen: ${patient}`,
  editFor: (patient) => withNames`Medikament bearbeiten: ${patient}`,
  stopFor: (patient) => withNames`Medikament absetzen: ${patient}`,

  fields: {
    drug: "Medikament",
    kind: "Art",
    status: "Status",
    dose: "Einzeldosis",
    timing: "Wie oft",
    dosage: "Dosierungsanweisung",
    route: "Verabreichungsart",
    from: "Seit",
    until: "Bis",
    endReason: "Grund für Pause oder Ende",
    overrideReason: "Grund, es trotzdem zu geben",
    note: "Bemerkung",
  },
  overridden: (reason) => `Trotz Warnung gegeben: ${reason}`,
  doseNumber: "Menge",
  doseUnit: "Einheit, etwa mg",
  frequency: "Anzahl",
  period: "Zeitraum",
  periodUnit: "Zeiteinheit",
  periodUnits: { h: "Stunden", d: "Tage", wk: "Wochen", mo: "Monate" },
  timing: (frequency, period, unit) =>
    `${frequency}-mal ${period === 1 ? "pro" : "in"} ${periods[unit](period)}`,
  isOver: "Letzter Tag ist vorbei",
  kinds: { statement: "Vom Patienten eingenommen", order: "Hier verordnet" },
  statuses: { active: "Aktiv", "on-hold": "Pausiert", completed: "Beendet", stopped: "Abgesetzt" },
};
