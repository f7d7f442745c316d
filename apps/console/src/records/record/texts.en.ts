import { pluralsOf } from "../../words/format/plural.ts";
import { withNames } from "../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  wasSaved: (instant: string) => `It was saved on ${instant}.`,
  fullName: "Full name",
  firstName: "First name",
  lastName: "Last name",
  lastNameHint: "Leave empty for a person with one name",
  phoneNumber: "Phone number",

  removed: "Removed",
  removedBy: "By",
  unknownAccount: "Unknown account",
  restoreName: (name: string) => `Restore ${name}`,
  isRestored: (name: string) => withNames`${name} is restored`,
  isNotRestored: (name: string) => withNames`${name} is not restored`,
  cannotBeRestored: (name: string) => withNames`${name} cannot be restored yet`,

  isNotRemoved: (name: string) => withNames`${name} is not removed`,
  removalIsStale: "The record was changed after you opened it. Review it, then remove it again.",
  unassignAndRemove: "Unassign and remove",
  unassignAndRemoveHint: "You can unassign them and remove the record in one step. Undo restores everything.",
  andMore: (count: number) => counted(count, { one: "And 1 more.", other: "And # more." }),
  genders: {
    female: "Female",
    male: "Male",
    other: "Other",
    unknown: "Unknown",
  },
};
