import type { Allergy } from "@caretype/client";
import { withNames } from "../../../../words/format/with-names.ts";

export const texts = {
  add: "Add allergy",
  noneKnown: "Record none known",
  noneKnownOf: "What is not known",
  noneKnownQuestion: "No known allergies?",
  noneKnownMeaning: (patient: string) =>
    withNames`${patient} was asked, and no allergy is known. The first active allergy ends this.`,
  isNoneKnown: (patient: string) => withNames`It is noted that ${patient} has no known allergies`,
  isAdded: (substance: string) => withNames`The allergy to ${substance} is added`,
  isSaved: (substance: string) => withNames`The allergy to ${substance} is saved`,
  isInError: (substance: string) => withNames`The allergy to ${substance} is marked as entered in error`,
  addFor: (patient: string) => withNames`Add allergy: ${patient}`,
  editFor: (patient: string) => withNames`Edit allergy: ${patient}`,

  fields: {
    substance: "Substance",
    category: "Kind of substance",
    criticality: "Criticality",
    reactions: "Reactions",
    clinicalStatus: "Status",
    verificationStatus: "Certainty",
    onset: "Since",
    note: "Note",
  },
  addReaction: "Add reaction",
  removeReaction: (place: number) => `Remove reaction ${place}`,
  reaction: (place: number) => `Reaction ${place}`,
  severity: (place: number) => `Severity of reaction ${place}`,
  withSeverity: (reaction: string, severity: string) => `${reaction} (${severity})`,
  categories: {
    food: "Food",
    medication: "Medication",
    environment: "Environment",
    biologic: "Biologic substance",
  } satisfies Record<NonNullable<Allergy["category"]>, string>,
  criticalities: {
    low: "Low",
    high: "High",
    "unable-to-assess": "Cannot be assessed",
  } satisfies Record<NonNullable<Allergy["criticality"]>, string>,
  statuses: {
    active: "Active",
    inactive: "Inactive",
    resolved: "Resolved",
  } satisfies Record<Allergy["clinicalStatus"], string>,
};

export const { fields } = texts;
