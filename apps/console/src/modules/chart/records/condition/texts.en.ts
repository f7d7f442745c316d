import type { Condition } from "@caretype/client";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  add: "Add problem",
  resolve: "Resolve",
  resolveOf: (what: string) => `Resolve: ${what}`,
  isAdded: (problem: string) => withNames`${problem} is added`,
  isSaved: (problem: string) => withNames`${problem} is saved`,
  isInError: (problem: string) => withNames`${problem} is marked as entered in error`,
  addFor: (patient: string) => withNames`Add problem: ${patient}`,
  editFor: (patient: string) => withNames`Edit problem: ${patient}`,
  resolveFor: (patient: string) => withNames`Resolve problem: ${patient}`,

  fields: {
    code: "Problem",
    category: "Kind",
    clinicalStatus: "Status",
    verificationStatus: "Certainty",
    severity: "Severity",
    onset: "Since",
    abatement: "Until",
    note: "Note",
  },
  categories: {
    "problem-list-item": "Problem",
    "encounter-diagnosis": "Diagnosis of an encounter",
  } satisfies Record<Condition["category"], string>,
  statuses: {
    active: "Active",
    recurrence: "Recurrence",
    relapse: "Relapse",
    inactive: "Inactive",
    remission: "In remission",
    resolved: "Resolved",
  } satisfies Record<Condition["clinicalStatus"], string>,
};

export const { fields } = texts;
