import { withNames } from "../../shell/text/with-names.ts";

export const texts = {
  incompleteDate: "Incomplete date: enter day, month and year",
  cannotBeSaved: "This cannot be saved yet",
  wasNotSaved: "Your changes were not saved",
  mayNotBeSaved: "Your changes may not have been saved",
  checkWhetherSaved: "The server did not respond. Check whether they were saved.",
  noAnswer: {
    title: "No response: your changes may or may not be saved",
    text: "Keep your input and save it again when the connection is back. Nothing is saved twice.",
  },
  unsaved: {
    title: "Leave without saving?",
    text: "Your changes are not saved yet.",
    isSaving: "Your changes are being saved, and may still be refused.",
    leave: "Leave",
    stay: "Stay here",
  },
  removed: {
    title: (name: string) => withNames`Somebody removed ${name}`,
    text: "Your changes are not saved. Restore the record, then save again.",
    isRestored: (name: string) => withNames`${name} is restored`,
  },
  conflict: {
    title: "Somebody else changed this",
    text: "Your changes are not saved yet. Choose the value to keep for each field.",
    mine: "Yours",
    theirs: "Theirs",
    changedByMe: "Changed by you only",
    changedByThem: "Changed by them only",
    changedByBoth: "Changed by both of you",
    choose: "Choose one of the two",
    empty: "(empty)",
    allMine: "All yours",
    allTheirs: "All theirs",
    back: "Back to the form",
    save: "Save selection",
  },
};
