import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  label: "Saved views",
  update: (name: string) => withNames`Update “${name}”`,
  save: "Save view",
  rename: "Rename view",
  remove: "Remove view",
  askRemove: (name: string) => withNames`Remove the view “${name}”?`,
  removeConsequence: "It is removed for everybody in the practice. Patients stay as they are.",
  isSaved: (name: string) => withNames`The view “${name}” is saved`,
  isRemoved: (name: string) => withNames`The view “${name}” is removed`,
  isNotSaved: "The view is not saved",
  nameHint: "Everybody in the practice sees this view. Do not use patients' names.",
  submit: "Save view",
};
