import { withNames } from "../../../../../words/format/with-names.ts";

export const texts = {
  submitNew: "Add the patient",
  isAdded: (name: string) => withNames`${name} is added`,
  editName: (name: string) => withNames`Edit ${name}`,
  areSaved: (name: string) => withNames`The changes to ${name} are saved`,
  showRemoval: "Show the removal in a new tab",
  /** Refers to another user's version. `who` is null if the name is not available. */
  savedBy: (who: string | null, instant: string) => withNames`${who ?? "Somebody"} saved this on ${instant}.`,

  birth: {
    isUnread: (example: string) => `Not a date of birth. Enter it like ${example}.`,
    orAge: "Or the age in years",
    ifUnknown: "If the date is unknown",
    isCalculated: "Calculated from the date of birth",
  },

  duplicates: {
    maybeSaved:
      "This may be your own entry: the server did not respond when you saved it. Is it one of these?",
    notSaved: "Nothing is saved yet. Is it one of these?",
    backToForm: "Back to the form",
    addAsNew: "Add as a new patient",
    use: "Use this patient",
  },
};

export const { birth, duplicates } = texts;
