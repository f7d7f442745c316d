import { withNames } from "../../../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  add: "Diagnose erfassen",
  resolve: "Abschließen",
  resolveOf: (what) => `Abschließen: ${what}`,
  isAdded: (problem) => withNames`${problem} ist erfasst`,
  isSaved: (problem) => withNames`${problem} ist gespeichert`,
  isInError: (problem) => withNames`${problem} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Diagnose erfassen: ${patient}`,
  editFor: (patient) => withNames`Diagnose bearbeiten: ${patient}`,
  resolveFor: (patient) => withNames`Diagnose abschließen: ${patient}`,

  fields: {
    code: "Diagnose",
    category: "Art",
    clinicalStatus: "Status",
    verificationStatus: "Diagnosesicherheit",
    severity: "Schweregrad",
    onset: "Seit",
    abatement: "Bis",
    note: "Bemerkung",
  },
  categories: { "problem-list-item": "Dauerdiagnose", "encounter-diagnosis": "Diagnose einer Konsultation" },
  statuses: {
    active: "Aktiv",
    recurrence: "Wieder aufgetreten",
    relapse: "Rückfall",
    inactive: "Inaktiv",
    remission: "In Remission",
    resolved: "Abgeschlossen",
  },
};
