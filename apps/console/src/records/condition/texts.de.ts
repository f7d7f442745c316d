import { withNames } from "../../words/format/with-names.ts";
import type { texts as english } from "./texts.en.ts";

export const texts: typeof english = {
  add: "Problem erfassen",
  resolve: "Abschließen",
  resolveOf: (what) => `Abschließen: ${what}`,
  isAdded: (problem) => withNames`${problem} ist erfasst`,
  isSaved: (problem) => withNames`${problem} ist gespeichert`,
  isInError: (problem) => withNames`${problem} ist als irrtümlich erfasst markiert`,
  addFor: (patient) => withNames`Problem erfassen: ${patient}`,
  editFor: (patient) => withNames`Problem bearbeiten: ${patient}`,
  resolveFor: (patient) => withNames`Problem abschließen: ${patient}`,

  fields: {
    code: "Problem",
    category: "Art",
    clinicalStatus: "Status",
    verificationStatus: "Sicherheit",
    severity: "Schweregrad",
    onset: "Seit",
    abatement: "Bis",
    note: "Notiz",
  },
  categories: { "problem-list-item": "Problem", "encounter-diagnosis": "Diagnose einer Konsultation" },
  statuses: {
    active: "Aktiv",
    recurrence: "Wieder aufgetreten",
    relapse: "Rückfall",
    inactive: "Inaktiv",
    remission: "In Remission",
    resolved: "Abgeschlossen",
  },
};
