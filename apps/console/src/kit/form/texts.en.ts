import { withNames } from "../../words/format/with-names.ts";

export const texts = {
  date: {
    choose: "Choose a date",
    hint: (example: string) => `Such as ${example} or 1980-02-29`,
    /** How the typed text is read, and its other possible meaning. */
    understood: (date: string, others: readonly string[]) =>
      others.length === 0 ? `Read as ${date}` : `Read as ${date}, not ${others.join(" or ")}`,
    isUnread: (example: string) => `Not a date. Enter it like ${example}.`,
    isNoTime: (example: string) => `Not a time. Enter it like ${example}.`,
    isNoMonth: (example: string) => `Not a month. Enter it like ${example}.`,
    zone: (zone: string) => `Time of the practice: ${zone}`,
    isSkipped: "Clocks skip this time on that day",
  },
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
    saved: "Theirs",
    changedByMe: "Changed by you only",
    changedByThem: "Changed by them only",
    changedByBoth: "Changed by both of you",
    choose: "Choose one of the two",
    empty: "(empty)",
    allMine: "All yours",
    allSaved: "All theirs",
    back: "Back to the form",
    save: "Save selection",
  },
  isRestored: "What was typed earlier is here again. It is not saved yet.",
  discard: "Discard",
};

export const { conflict, date, unsaved } = texts;
