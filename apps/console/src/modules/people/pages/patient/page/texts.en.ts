import type { RecordCount } from "@caretype/api";
import type { ReactNode } from "react";
import { pluralsOf } from "../../../../../words/format/plural.ts";
import { withNames } from "../../../../../words/format/with-names.ts";

const counted = pluralsOf("en");

export const texts = {
  tabs: {
    access: "Access log",
    duplicates: "Duplicates",
    history: "History",
    changes: "Changes",
  },
  who: "About the patient",
  notRecorded: (fields: readonly string[]) => `Not recorded: ${fields.join(", ")}`,
  previous: "Previous patient",
  next: "Next patient",

  alerts: {
    possibleDuplicates: (count: number) =>
      counted(count, { one: "# possible duplicate.", other: "# possible duplicates." }),
    compare: "Compare",
  },

  copyPhone: "Copy the phone number",
  phoneIsCopied: "Phone number copied",
  copyId: "Copy the patient’s id",
  idIsCopied: "The id is copied",
  idIsNotCopied: "The id could not be copied",
  idIs: (id: string) => `It is ${id}.`,
  print: "Print",
  remove: "Remove",
  isRemoved: (name: string) => withNames`${name} is removed`,
  isUnassignedAndRemoved: (name: string) => withNames`${name} is unassigned and removed`,

  details: "Details",
  timeline: {
    added: "Patient added",
    changed: "Details changed",
    removed: "Patient removed",
    restored: "Patient restored",
    isReverted: (name: string) => withNames`${name} is reverted`,
    /** The doctor is null if the name is not available. */
    assigned: (doctor: string | null) => `${doctor ?? "A doctor"} assigned`,
    assignmentChanged: (doctor: string | null) => `Assignment of ${doctor ?? "a doctor"} changed`,
    unassigned: (doctor: string | null) => `${doctor ?? "A doctor"} unassigned`,
    assignedAgain: (doctor: string | null) => `${doctor ?? "A doctor"} assigned again`,
    /** `what`: the kind of a clinical record. */
    movedTo: (what: string, other: ReactNode) => withNames`${what}: moved to ${other}`,
    movedFrom: (what: string, other: ReactNode) => withNames`${what}: moved here from ${other}`,
    /** Refers to assignments that a merge moved. */
    withAssignmentsOf: (doctors: readonly (string | null)[]) =>
      `With the assignment of ${doctors.map((name) => name ?? "a doctor").join(", ")}`,
  },

  access: {
    title: "Access log",
    when: "When",
    what: "Who did what",
    from: "From",
    /** `what` is such as "Read the patient's record". */
    ofMerged: (what: string) => `${what} (of a patient merged into this one)`,
    refused: "Refused",
    lastDays: (count: number) => counted(count, { one: "Last day", other: "Last # days" }),
    all: "All",
    showTechnical: "Show technical entries",
    empty: "Nobody accessed the record in this period.",
    entriesOrMore: (count: number) =>
      counted(count, { one: "# or more entries", other: "# or more entries" }),
  },

  sheet: {
    /** Refers to the record's version. */
    printed: (by: string, at: string, version: { number: number; changedAt: string }) =>
      withNames`Printed by ${by} on ${at}. Version ${String(version.number)}, changed on ${version.changedAt}.`,
    teamIsNotLoaded: "The care team was not loaded.",
    moreDoctors: "There are more doctors, which this page does not list.",
  },

  removed: {
    title: "Removed patient",
    empty:
      "No patient has been removed. Removed patients can be restored here, with everything that belongs to them.",
    merged: "Merged",
    removedOn: (instant: string, who: string | null) =>
      withNames`Removed on ${instant}, by ${who ?? "an unknown account"}.`,
    mergedOn: (other: ReactNode, instant: string, who: string | null) =>
      withNames`Merged into ${other} on ${instant}, by ${who ?? "an unknown account"}.`,
  },
  removalRefused: {
    areAssigned: (count: number) =>
      counted(count, { one: "A doctor is still assigned.", other: "# doctors are still assigned." }),
    hasOtherRecords: "The patient has records, which have to go first:",
    hasRecords: "Clinical records cannot be removed, and the patient has some:",
    records: {
      allergy: (count: number) => counted(count, { one: "1 allergy", other: "# allergies" }),
      condition: (count: number) => counted(count, { one: "1 condition", other: "# conditions" }),
      encounter: (count: number) => counted(count, { one: "1 encounter", other: "# encounters" }),
      immunization: (count: number) => counted(count, { one: "1 immunization", other: "# immunizations" }),
      medication: (count: number) => counted(count, { one: "1 medication", other: "# medications" }),
      note: (count: number) => counted(count, { one: "1 signed note", other: "# signed notes" }),
      draft: (count: number) => counted(count, { one: "1 draft of a note", other: "# drafts of notes" }),
      observation: (count: number) => counted(count, { one: "1 observation", other: "# observations" }),
      procedure: (count: number) => counted(count, { one: "1 procedure", other: "# procedures" }),
    } satisfies Record<RecordCount["kind"], (count: number) => string>,
    abandoned:
      "Drafts of members who left prevent the removal, and nobody sees them. They are deleted for good, unread.",
    removeAbandoned: "Delete drafts of members who left",
    areRemoved: (count: number) =>
      counted(count, {
        one: "1 draft is deleted. Remove the patient again.",
        other: "# drafts are deleted. Remove the patient again.",
      }),
    noneAbandoned: "No draft is of a member who left. Its author can discard it.",
    withErrors: "Those that were entered in error count, too.",
    instruction: "Unassign them first, in the care team on the patient’s page.",
  },
  restorationRefused: {
    isMerged: "They were merged into another patient. Undo that merge instead.",
    isMergedInto: (page: ReactNode) =>
      withNames`They were merged into another patient. Undo that merge instead, on ${page}.`,
    thatPage: "that patient’s page",
    isSame: (other: ReactNode) =>
      withNames`${other} has the same identifier in another system, so it is the same person. Leave this patient removed, or remove the other one first.`,
    anotherPatient: "Another patient",
  },
};

export const { access, removalRefused, removed, restorationRefused, sheet, timeline } = texts;
