import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  add: "Allergie erfassen",
  noneKnown: "„Keine“ vermerken",
  noneKnownOf: "Was nicht bekannt ist",
  noneKnownQuestion: "Keine Allergien bekannt?",
  noneKnownMeaning: (patient) =>
    withNames`${patient} wurde gefragt, und es ist keine Allergie bekannt. Das gilt, bis eine aktive Allergie erfasst wird.`,
  isNoneKnown: (patient) => withNames`Vermerkt: Bei ${patient} sind keine Allergien bekannt`,
  isAdded: (substance) => withNames`Die Allergie gegen ${substance} ist erfasst`,
  isSaved: (substance) => withNames`Die Allergie gegen ${substance} ist gespeichert`,
  isInError: (substance) => withNames`Die Allergie gegen ${substance} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Allergie erfassen: ${patient}`,
  editFor: (patient) => withNames`Allergie bearbeiten: ${patient}`,

  fields: {
    substance: "Substanz",
    category: "Art der Substanz",
    criticality: "Risiko",
    reactions: "Reaktionen",
    clinicalStatus: "Status",
    verificationStatus: "Diagnosesicherheit",
    onset: "Seit",
    note: "Bemerkung",
  },
  addReaction: "Reaktion hinzufügen",
  removeReaction: (place) => `Reaktion ${place} entfernen`,
  reaction: (place) => `Reaktion ${place}`,
  severity: (place) => `Schweregrad der Reaktion ${place}`,
  withSeverity: (reaction, severity) => `${reaction} (${severity})`,
  categories: {
    food: "Lebensmittel",
    medication: "Medikament",
    environment: "Umwelt",
    biologic: "Biologikum",
  },
  criticalities: { low: "Niedrig", high: "Hoch", "unable-to-assess": "Nicht einschätzbar" },
  statuses: { active: "Aktiv", inactive: "Inaktiv", resolved: "Abgeklungen" },
};
