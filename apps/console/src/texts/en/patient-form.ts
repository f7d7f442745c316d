import { withNames } from "../../shell/text/with-names.ts";

export const texts = {
  submitNew: "Add the patient",
  isAdded: (name: string) => withNames`${name} is added`,
  editName: (name: string) => withNames`Edit ${name}`,
  areSaved: (name: string) => withNames`The changes to ${name} are saved`,
  showRemoval: "Show the removal in a new tab",
  /** Refers to another user's version. `who` is null if the name is not available. */
  savedBy: (who: string | null, instant: string) => withNames`${who ?? "Somebody"} saved this on ${instant}.`,

  birth: {
    hint: (example: string) => `Such as ${example} or 1980-02-29`,
    /** What the typed text is taken for, and what it may mean as well. */
    understood: (date: string, others: readonly string[]) =>
      others.length === 0 ? `Read as ${date}` : `Read as ${date}, not ${others.join(" or ")}`,
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
